// The Explore tab: any column of the images as a histogram and against any other, with the images that are
// chosen in either.
#pragma once

#include "app/pages/explore/explore_controller.h"
#include "app/pages/page.h"

class QComboBox;
class QLabel;

namespace nescio {

class BrushBar;
class CloudPlot;
class GridPane;
class HistogramPlot;

/// Two linked figures over a grid.   Thread: GUI.
class ExplorePage : public Page {
    Q_OBJECT

  public:
    explicit ExplorePage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Ex&plore"); }
    [[nodiscard]] QString tip() const override {
        return tr("Any number of the images against any other, and the images that are chosen in them");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    /// The one that was used last.
    [[nodiscard]] PlotView* figure() const override;
    bool perform(const QString& action) override;
    [[nodiscard]] QSplitter* splitter() const override { return m_splitter; }

    [[nodiscard]] HistogramPlot* histogram() const { return m_histogram; }
    [[nodiscard]] CloudPlot* cloud() const { return m_cloud; }

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeFigures();
    void offerColumns(const std::vector<NamedColumn>& columns);
    void ask();
    void showFigures(const Explored& explored);
    void showSentence(const QString& sentence);

    ExploreController* m_controller = nullptr;
    BrushBar* m_brush;
    QComboBox *m_x, *m_y;
    HistogramPlot* m_histogram;
    CloudPlot* m_cloud;
    QLabel* m_missing;
    GridPane* m_images;
    QSplitter* m_splitter;
    std::vector<NamedColumn> m_columns;
    PlotView* m_used;
};

}  // namespace nescio
