// Brings a file of one number an image into the run, and says what looks wrong with it.
#pragma once

#include <QDialog>

#include "app/pages/detection/own_score_controller.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nescio {

/// Stays open to show what the audit found.   Thread: GUI.
class ImportDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ImportDialog(ScoreMaterial material, QWidget* parent = nullptr);

    void showReport(const ImportReport& report);
    void showProblem(const QString& sentence);

  Q_SIGNALS:
    void wanted(const nescio::ImportOrder& order);

  private:
    void browse();
    void check();
    [[nodiscard]] bool isScore() const;
    [[nodiscard]] ImportOrder order() const;

    ScoreMaterial m_material;
    QLineEdit *m_file, *m_unit;
    QComboBox *m_set, *m_direction, *m_knows;
    QCheckBox* m_replace;
    QLabel* m_says;
    QPushButton* m_import;
};

}  // namespace nescio
