// The Samples tab: images drawn from the model, and how many at which temperature.
#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QPushButton;
class QSpinBox;

namespace nescio {

class SamplesPlot;

/// Grid of samples with its three settings.   Thread: GUI.
class SamplesPage : public QWidget {
    Q_OBJECT

  public:
    explicit SamplesPage(QWidget* parent = nullptr);

    [[nodiscard]] SamplesPlot* plot() const { return m_plot; }
    void setSamplingEnabled(bool enabled);

    /// Asks for samples with the settings as they stand.
    void request();

  Q_SIGNALS:
    void samplesRequested(int count, double temperature, int seed);

  private:
    QSpinBox* m_count;
    QDoubleSpinBox* m_temperature;
    QSpinBox* m_seed;
    QPushButton* m_sample;
    SamplesPlot* m_plot;
};

}  // namespace nescio
