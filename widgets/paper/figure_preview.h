// A figure as it will be printed, on a page of its size, as large as there is room.
#pragma once

#include <QPixmap>
#include <QWidget>

#include "widgets/paper/figure_recipe.h"

namespace nescio {

/// Thread: GUI.
class FigurePreview : public QWidget {
    Q_OBJECT

  public:
    explicit FigurePreview(QWidget* parent = nullptr);

    void show(const FigureRecipe& recipe);
    [[nodiscard]] QSize sizeHint() const override { return {520, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {280, 220}; }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void drawNow();

    FigureRecipe m_recipe;
    QPixmap m_drawn;  ///< empty: has to be drawn again
};

}  // namespace nescio
