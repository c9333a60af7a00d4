// The form of a look: what figures show, and the letters and lines they show it in.
#pragma once

#include <QWidget>

#include "widgets/paper/figure_edits.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;

namespace nescio {

/// Thread: GUI.
class LookForm : public QWidget {
    Q_OBJECT

  public:
    explicit LookForm(QWidget* parent = nullptr);

    void setLook(const FigureLook& look);
    [[nodiscard]] FigureLook look() const;

  Q_SIGNALS:
    /// By a hand.
    void changed();

  private:
    QCheckBox* addCheck(const char* name, const QString& words);
    QDoubleSpinBox* addPoints(const char* name, const QString& hint);

    QCheckBox *m_title, *m_note, *m_counts, *m_footer, *m_marks, *m_legend;
    QComboBox *m_legendPlace, *m_letters, *m_family;
    QDoubleSpinBox *m_text, *m_small, *m_line;
    FigureLook m_shown;  ///< what the form has no field for
};

}  // namespace nescio
