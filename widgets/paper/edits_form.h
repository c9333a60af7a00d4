// The form of what is changed of one figure: its words, its axes, the looks of what its legend names.
#pragma once

#include <QWidget>

#include "widgets/paper/figure_edits.h"

class QSpinBox;
class QTableWidget;
class QTableWidgetItem;

namespace nescio {

/// Three tables, for three tabs, and a field.   Thread: GUI.
class EditsForm : public QObject {
    Q_OBJECT

  public:
    explicit EditsForm(QWidget* parent);

    [[nodiscard]] QTableWidget* words() const { return m_words; }
    [[nodiscard]] QTableWidget* axes() const { return m_axes; }
    [[nodiscard]] QTableWidget* series() const { return m_series; }
    /// How many bins histograms have, for figures that hold some.
    [[nodiscard]] QSpinBox* bins() const { return m_bins; }

    /// The figure that is edited, nothing changed yet, and what is changed of it.
    void show(const Figure& figure, const FigureEdits& edits);
    [[nodiscard]] const FigureEdits& edits() const { return m_edits; }

  Q_SIGNALS:
    /// By a hand.
    void changed();

  private:
    void fillWords(const Figure& figure);
    void fillAxes(const Figure& figure);
    void addAxis(int panel, bool x, const Axis& axis, const QString& where);
    void fillSeries(const Figure& figure);
    void takeWord(QTableWidgetItem* item);
    void takeAxis(QTableWidgetItem* item);

    QTableWidget *m_words, *m_axes, *m_series;
    QSpinBox* m_bins;
    FigureEdits m_edits;
};

}  // namespace nescio
