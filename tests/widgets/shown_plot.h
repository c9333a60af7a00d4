// A plot on the screen, laid out and painted once, as a person would have it before touching it.
#pragma once

#include <QTest>

#include "widgets/paper/figure_recipe.h"

namespace nescio::tests {

/// Fails the test where the plot is not exposed.
template <class Plot>
void prepare(Plot& plot, const QSize& size = {700, 420}) {
    plot.resize(size);
    plot.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.grab();
}

/// The height that a plot would be printed at.   Units: mm.
template <class Plot>
double heightOf(const Plot& plot, double widthMm) {
    return heightFor(recipeOf(plot), widthMm);
}

}  // namespace nescio::tests
