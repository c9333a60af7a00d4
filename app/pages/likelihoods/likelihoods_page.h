// The Likelihoods tab: one large histogram, and under it the images of a set.
#pragma once

#include <vector>

#include <QWidget>

#include "core/values/plot_data.h"
#include "widgets/image_strip.h"

class QComboBox;
class QSplitter;

namespace nescio {

class HistogramPlot;

/// Histogram, its quantity, and the strip of thumbnails.   Thread: GUI.
class LikelihoodsPage : public QWidget {
    Q_OBJECT

  public:
    /// A set whose images the strip can show.
    struct Choice {
        QString id;
        QString title;
        bool operator==(const Choice&) const = default;
    };

    explicit LikelihoodsPage(QWidget* parent = nullptr);

    [[nodiscard]] HistogramPlot* plot() const { return m_plot; }
    [[nodiscard]] ImageStrip* strip() const { return m_strip; }
    [[nodiscard]] QSplitter* splitter() const { return m_splitter; }

    void setStripChoices(const std::vector<Choice>& choices);
    /// Shows a set's images and says so with stripSetPicked.
    void pickStripSet(const QString& id);

  Q_SIGNALS:
    void quantityPicked(int quantity);
    void stripSetPicked(const QString& id);
    void stripOrderPicked(int order);

  private:
    QWidget* makeStripPane();
    QWidget* makePlotPane();

    QComboBox* m_quantity;
    QComboBox* m_sets;
    QComboBox* m_order;
    HistogramPlot* m_plot;
    ImageStrip* m_strip;
    QSplitter* m_splitter;
    std::vector<Choice> m_choices;
};

}  // namespace nescio
