// The Shifts tab: a slider that shifts a set further and further from what the model was trained on, and the
// histogram of its likelihoods that follows.
#pragma once

#include <utility>
#include <vector>

#include <QWidget>

#include "app/pages/shifts/shift_controller.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class HistogramPlot;
class ImageStrip;
class TickedSlider;

/// Choice of shift and set, the slider, the histogram, and some of the shifted images.   Thread: GUI.
class ShiftsPage : public QWidget {
    Q_OBJECT

  public:
    explicit ShiftsPage(QWidget* parent = nullptr);

    /// Ids and titles of the sets whose images can be had. `standard` is taken until the user chooses one.
    void setSets(const std::vector<std::pair<QString, QString>>& sets, const QString& standard);
    void show(const ShiftAnswer& answer);
    /// Replaces figure and images: why there are none.
    void showSentence(const QString& sentence);
    [[nodiscard]] HistogramPlot* plot() const { return m_plot; }
    /// What the controls say.
    [[nodiscard]] ShiftRequest request() const;
    using QWidget::show;

  Q_SIGNALS:
    void asked(const nescio::ShiftRequest& request);

  private:
    void layOut();
    void takeShift();
    void move();
    [[nodiscard]] double strength() const;

    QComboBox *m_shift, *m_set;
    QSpinBox* m_count;
    TickedSlider* m_slider;
    QLabel *m_value, *m_meaning;
    QPushButton* m_neutral;
    HistogramPlot* m_plot;
    QLabel* m_stripTitle;
    ImageStrip* m_strip;
    std::vector<std::pair<QString, QString>> m_sets;
    bool m_setChosen = false;  ///< by the user
};

}  // namespace nescio
