// Figures for LaTeX: a .tex of pgfplots axes and a .csv of the numbers it draws.
#pragma once

#include <QByteArray>
#include <QString>

#include "widgets/paper/figure_size.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

/// Two files that belong together.
struct PgfFigure {
    QByteArray tex, csv;
};

/// The .tex is a tikzpicture, for a document that says \usepackage{pgfplots}; `csvName` is how it names the
/// other file. Throws: Error where a panel holds pictures, which pgfplots cannot draw.
PgfFigure pgfFigure(const Figure& figure, const FigureSize& size, const FigureStyle& style,
                    const QString& csvName);

}  // namespace nescio
