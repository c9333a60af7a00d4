// "Export figure": format, printed size, resolution. It decides nothing about the figure itself.
#pragma once

#include <functional>

#include <QDialog>

#include "widgets/figure_export.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;

namespace nescio {

/// The form of an export.   Thread: GUI.
class ExportDialog : public QDialog {
    Q_OBJECT

  public:
    /// `folder` is where the file is proposed, `name` its name without the ending.
    ExportDialog(const QString& folder, const QString& name, QWidget* parent = nullptr);

    /// The height that suits the figure at a width; applied to the journals' widths.
    void setHeightRule(std::function<double(double widthMm)> rule);

    [[nodiscard]] FigureSize size() const;
    [[nodiscard]] QString path() const;

  Q_SIGNALS:
    void exportRequested(const QString& path, const nescio::FigureSize& size);

  private:
    void applyFormat();
    void applyWidth();
    void browse();

    std::function<double(double widthMm)> m_heightRule;
    QComboBox* m_format;
    QComboBox* m_preset;
    QDoubleSpinBox* m_width;
    QDoubleSpinBox* m_height;
    QSpinBox* m_dpi;
    QLineEdit* m_path;
};

}  // namespace nescio
