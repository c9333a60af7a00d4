#include "widgets/options_form.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include "core/values/failure.h"
#include "widgets/option_editor.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

QLabel* makeCaption(const QString& text, QWidget* parent) {
    auto* caption = new QLabel(text, parent);
    QFont small = caption->font();
    small.setPixelSize(11);
    caption->setFont(small);
    caption->setForegroundRole(QPalette::PlaceholderText);
    return caption;
}

}  // namespace

OptionsForm::OptionsForm(QWidget* parent) : QWidget(parent), m_layout(new QFormLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setVerticalSpacing(kGridPx);
    m_layout->setHorizontalSpacing(3 * kGridPx);
    m_layout->setLabelAlignment(Qt::AlignLeft);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void OptionsForm::setFields(const std::vector<OptionField>& fields, const OptionValues& base) {
    while (m_layout->rowCount() > 0) m_layout->removeRow(0);
    m_rows.clear();
    m_base.clear();
    for (const auto& field : fields) {
        const auto given = base.find(field.id);
        m_base[field.id] = given == base.end() ? field.standard : given->second;
        addRow(field);
    }
    setValues(m_base);
}

void OptionsForm::addRow(const OptionField& field) {
    const std::size_t at = m_rows.size();
    auto* editor = makeEditor(field, this, [this, at] {
        if (at < m_rows.size()) mark(m_rows[at]);
        Q_EMIT edited();
    });
    auto* label = new QLabel(QString::fromStdString(field.title), this);
    label->setToolTip(QString::fromStdString(field.help));
    label->setBuddy(editor);
    auto* line = new QHBoxLayout;
    line->setSpacing(2 * kGridPx);
    line->addWidget(editor, 2);
    line->addWidget(makeCaption(rangeWords(field, m_base.at(field.id)), this), 3);
    m_layout->addRow(label, line);
    m_rows.push_back({field, editor, label});
}

void OptionsForm::mark(const Row& row) const {
    // Bold: differs from the preset. A value that cannot be read is told by problem().
    QFont font = row.label->font();
    try {
        font.setBold(valueOf(row) != m_base.at(row.field.id));
    } catch (const OptionError&) {
        font.setBold(true);
    }
    row.label->setFont(font);
}

void OptionsForm::setValues(const OptionValues& values) {
    for (const auto& row : m_rows)
        if (const auto found = values.find(row.field.id); found != values.end())
            setEditorValue(*row.editor, found->second);
}

OptionValue OptionsForm::valueOf(const Row& row) const {
    QString typed = editorText(*row.editor);
    // Here the country is known, so that no comma need be taken for thousands.
    if (std::holds_alternative<double>(row.field.standard))
        typed.replace(QLocale().decimalPoint(), QLatin1String("."));
    return parseOption(row.field, typed.toStdString());
}

OptionValues OptionsForm::values() const {
    OptionValues values;
    for (const auto& row : m_rows) values[row.field.id] = valueOf(row);
    return values;
}

OptionValues OptionsForm::differences() const {
    OptionValues values;
    for (const auto& row : m_rows) {
        const OptionValue value = valueOf(row);
        if (value != m_base.at(row.field.id)) values[row.field.id] = value;
    }
    return values;
}

QString OptionsForm::problem() const {
    try {
        (void)values();
        return {};
    } catch (const OptionError& error) {
        return QString::fromUtf8(error.what());
    }
}

QWidget* OptionsForm::editor(const std::string& id) const {
    for (const auto& row : m_rows)
        if (row.field.id == id) return row.editor;
    return nullptr;
}

}  // namespace nescio
