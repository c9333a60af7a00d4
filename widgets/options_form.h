// A form drawn from declared options: one editor a field, with its default, range, unit and help in reach.
// It edits a copy; whoever opened it takes `values()` or `differences()` when the user agrees.
#pragma once

#include <vector>

#include <QWidget>

#include "core/values/option.h"

class QFormLayout;
class QLabel;

namespace nescio {

/// Editors for a list of fields.   Thread: GUI.
class OptionsForm : public QWidget {
    Q_OBJECT

  public:
    explicit OptionsForm(QWidget* parent = nullptr);

    /// Draws the form anew. `base` are the values that count as unchanged (a preset); fields that it lacks
    /// start from their own default.
    void setFields(const std::vector<OptionField>& fields, const OptionValues& base);
    /// Puts values into the editors; ids that have no field are ignored.
    void setValues(const OptionValues& values);

    /// Every field's value.   Throws: OptionError naming the field, its range and what was typed.
    [[nodiscard]] OptionValues values() const;
    /// The values that differ from the base.   Throws: as values().
    [[nodiscard]] OptionValues differences() const;
    /// The first thing that is wrong, as one sentence; empty when all is well.
    [[nodiscard]] QString problem() const;

    /// The editor of a field, for tests and for focus; null for an unknown id.
    [[nodiscard]] QWidget* editor(const std::string& id) const;

  Q_SIGNALS:
    void edited();

  private:
    struct Row {
        OptionField field;
        QWidget* editor = nullptr;
        QLabel* label = nullptr;
    };

    void addRow(const OptionField& field);
    void mark(const Row& row) const;
    [[nodiscard]] OptionValue valueOf(const Row& row) const;

    QFormLayout* m_layout;
    std::vector<Row> m_rows;
    OptionValues m_base;
};

}  // namespace nescio
