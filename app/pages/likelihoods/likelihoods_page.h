// The Likelihoods tab: one large histogram, and under it the images of a set.
#pragma once

#include "app/pages/page.h"

class QComboBox;

namespace nescio {

class HistogramPlot;
class ImageStrip;
class SetBox;

/// Histogram, its quantity, and the strip of thumbnails.   Thread: GUI.
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
    QWidget* makeStripPane();
    QWidget* makePlotPane();
    void connectFigure(const PageContext& context);
    void connectStrip(const PageContext& context);
    void offerSets();
    void markSelected();

    Session* m_session = nullptr;
    QComboBox* m_quantity;
    SetBox* m_sets;
    QComboBox* m_order;
    HistogramPlot* m_plot;
    ImageStrip* m_strip;
    QSplitter* m_splitter;
};

}  // namespace nescio
