// The result of an experiment beside the images that its figures stand for: brushed, picked and highlighted
// with those of every other page.
#pragma once

#include <vector>

#include <QTimer>
#include <QWidget>

#include "app/pages/page.h"

namespace nescio {

class BrushBar;
class GridPane;
class ResultView;

/// A ResultView, and below it the grid while images are chosen that its figures can be asked for; where that
/// would leave the figure no height, the grids of other pages have them.   Thread: GUI.
class LinkedResult : public QWidget {
    Q_OBJECT

  public:
    explicit LinkedResult(Page* page);
    /// Called once, by the page that it lies in. The controllers it makes are for that page to own.
    std::vector<Controller*> connectTo(const PageContext& context);

    [[nodiscard]] ResultView* view() const { return m_view; }
    /// For the page to lay out where it has room; seen while the figures can be asked for images.
    [[nodiscard]] BrushBar* bar() const { return m_bar; }

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showLinks();
    void showImages();

    Page* m_page;
    Session* m_session = nullptr;
    BrushBar* m_bar;
    ResultView* m_view;
    GridPane* m_images;
    QTimer m_handLetsGo;
};

}  // namespace nescio
