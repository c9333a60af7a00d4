// The Likelihoods tab: one large histogram, and under it the images that are chosen in it, or those of a set.
#pragma once

#include "app/pages/page.h"

class QComboBox;

namespace nescio {

class BrushBar;
class GridPane;
class HintLine;
class HistogramPlot;

/// Histogram, its quantity, and the thumbnails.   Thread: GUI.
class LikelihoodsPage : public Page {
    Q_OBJECT

  public:
    explicit LikelihoodsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("&Likelihoods"); }
    [[nodiscard]] QString tip() const override {
        return tr("How likely the model finds the images of each set");
    }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] PlotView* figure() const override;
    [[nodiscard]] QSplitter* splitter() const override { return m_splitter; }

    [[nodiscard]] HistogramPlot* plot() const { return m_plot; }

  private:
    QWidget* makePlotPane();
    void connectHint(Session& session);
    /// After the paradox, with its verdict: what to look at next.
    void offerNext();
    void follow(const QString& look);

    QComboBox* m_quantity;
    BrushBar* m_brush;
    HistogramPlot* m_plot;
    HintLine* m_hint;
    GridPane* m_images;
    QSplitter* m_splitter;
    Session* m_session = nullptr;
    HistogramData m_drawn;
};

}  // namespace nescio
