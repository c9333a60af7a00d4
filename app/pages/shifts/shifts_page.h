// The Shifts tab: a slider that shifts a set further and further from what the model was trained on, and the
// histogram of its likelihoods that follows.
#pragma once

#include "app/pages/page.h"
#include "app/pages/shifts/shift_controller.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class HistogramPlot;
class ImageGrid;
class SetBox;
class TickedSlider;

/// Choice of shift and set, the slider, the histogram, and some of the shifted images.   Thread: GUI.
class ShiftsPage : public Page {
    Q_OBJECT

  public:
    explicit ShiftsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Sh&ifts"); }
    [[nodiscard]] QString tip() const override { return tr("Shift a set and watch its likelihoods follow"); }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] PlotView* figure() const override;

    [[nodiscard]] HistogramPlot* plot() const { return m_plot; }
    /// What the controls say.
    [[nodiscard]] ShiftRequest request() const;
    void showAnswer(const ShiftAnswer& answer);

  protected:
    /// Shifted sets are scored while somebody looks.
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void layOut();
    void offerSets();
    void ask();
    /// Replaces figure and images: why there are none.
    void showSentence(const QString& sentence);
    void takeShift();
    void move();
    [[nodiscard]] double strength() const;

    Session* m_session = nullptr;
    ShiftController* m_controller = nullptr;
    QComboBox* m_shift;
    SetBox* m_set;
    QSpinBox* m_count;
    TickedSlider* m_slider;
    QLabel *m_value, *m_meaning;
    QPushButton* m_neutral;
    HistogramPlot* m_plot;
    QLabel* m_stripTitle;
    ImageGrid* m_strip;
    bool m_setChosen = false;  ///< by the user
};

}  // namespace nescio
