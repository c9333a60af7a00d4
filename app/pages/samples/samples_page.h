// The Samples tab: images drawn from the model, or made by it of others, and the settings of each mode.
#pragma once

#include <vector>

#include "app/pages/page.h"

class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace nescio {

class SamplesPlot;
class SamplingController;
class SetBox;
class SheetController;

/// Grid of images with its mode and settings.   Thread: GUI.
class SamplesPage : public Page {
    Q_OBJECT

  public:
    explicit SamplesPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Sa&mples"); }
    [[nodiscard]] QString tip() const override { return tr("Images drawn from the model"); }
    void connectTo(const PageContext& context) override;
    void setTheme(const Theme& theme) override;
    [[nodiscard]] PlotView* figure() const override;
    /// "actionSample": samples with the settings as they stand.
    bool perform(const QString& action) override;

    [[nodiscard]] SamplesPlot* plot() const { return m_plot; }
    [[nodiscard]] SheetKind mode() const;
    void setMode(SheetKind mode);

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
    void showSheet();
    void takeRun();
    /// Why the model has no latents; empty where it has. Modes that need them are then disabled and say so.
    void setNoLatents(const QString& why);
    /// Asks for images with the settings as they stand.
    void request();
    void pick(int image);

    Session* m_session = nullptr;
    SamplingController* m_sampling = nullptr;
    SheetController* m_sheets = nullptr;
    QComboBox* m_mode;
    QSpinBox* m_count;
    QDoubleSpinBox* m_temperature;
    QSpinBox* m_seed;
    SetBox* m_sets;
    QSpinBox* m_from;
    QSpinBox* m_to;
    QSpinBox* m_steps;
    QPushButton* m_sample;
    QLabel* m_reason;
    SamplesPlot* m_plot;
    std::vector<Field> m_fields;
    QString m_noLatents;
    bool m_enabled = false;  ///< there is a model to draw from
};

}  // namespace nescio
