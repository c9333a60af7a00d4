// A score of one's own: a formula over the columns of a run, or a fit over some of them. What is wrong with
// it is said while it is typed.
#pragma once

#include <QDialog>

#include "app/pages/detection/own_score_controller.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QSpinBox;

namespace nescio {

/// Stays open until the score was made.   Thread: GUI.
class ComposeDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ComposeDialog(ScoreMaterial material, QWidget* parent = nullptr);

    /// The making was refused.
    void showProblem(const QString& sentence);

  Q_SIGNALS:
    void wanted(const nescio::ComposeOrder& order);

  private:
    enum Kind { Formula, Mixture, Logistic };

    void fillForm(QFormLayout& form);
    void insertName(const QListWidgetItem* item);
    void check();
    void showFields();
    [[nodiscard]] QString problem() const;
    [[nodiscard]] ComposeOrder order() const;

    ScoreMaterial m_material;
    QLineEdit *m_id, *m_title, *m_formula;
    QComboBox *m_kind, *m_reference, *m_told;
    QSpinBox* m_components;
    QListWidget* m_names;
    QCheckBox* m_replace;
    QLabel* m_says;
    QPushButton* m_make;
    QFormLayout* m_form;
};

}  // namespace nescio
