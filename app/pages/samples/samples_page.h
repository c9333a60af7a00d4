// The Samples tab: images drawn from the model, or made by it of others, and the settings of each mode.
#pragma once

#include <vector>

#include <QWidget>

#include "app/session/session_values.h"

class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class SamplesPlot;

/// Grid of images with its mode and settings.   Thread: GUI.
class SamplesPage : public QWidget {
    Q_OBJECT

  public:
    /// A set whose images can be sent through the model.
    struct Choice {
        QString id;
        QString title;
        std::int64_t count = 0;
        bool operator==(const Choice&) const = default;
    };

    explicit SamplesPage(QWidget* parent = nullptr);

    [[nodiscard]] SamplesPlot* plot() const { return m_plot; }
    [[nodiscard]] SheetKind mode() const;
    void setMode(SheetKind mode);
    void setSamplingEnabled(bool enabled);
    void setSets(const std::vector<Choice>& sets);
    /// Why the model has no latents; empty where it has. Modes that need them are then disabled and say so.
    void setNoLatents(const QString& why);

    /// Asks for images with the settings as they stand.
    void request();

  Q_SIGNALS:
    void modePicked();
    void samplesRequested(int count, double temperature, int seed);
    void reconstructionsRequested(const QString& setId, int count);
    void interpolationRequested(const QString& setId, int from, int to, int steps);
    void nearestRequested(int count, double temperature, int seed);

  private:
    /// A titled setting and the modes that have it.
    struct Field {
        QLabel* label = nullptr;
        QWidget* editor = nullptr;
        std::vector<SheetKind> modes;
    };

    void addField(QHBoxLayout& row, const QString& title, QWidget* editor, std::vector<SheetKind> modes);
    void showMode();
    void boundIndices();

    QComboBox* m_mode;
    QSpinBox* m_count;
    QDoubleSpinBox* m_temperature;
    QSpinBox* m_seed;
    QComboBox* m_sets;
    QSpinBox* m_from;
    QSpinBox* m_to;
    QSpinBox* m_steps;
    QPushButton* m_sample;
    QLabel* m_reason;
    SamplesPlot* m_plot;
    std::vector<Field> m_fields;
    std::vector<Choice> m_choices;
    QString m_noLatents;
    bool m_enabled = false;
};

}  // namespace nescio
