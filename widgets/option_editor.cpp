#include "widgets/option_editor.h"

#include <cmath>
#include <cstdint>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include "widgets/number_words.h"

namespace nescio {
namespace {

/// As in every other text of the window: whole numbers are grouped.
QString shortNumber(double value) {
    const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
    return whole ? countWords(static_cast<std::int64_t>(value)) : QString::number(value, 'g', 6);
}

QString standardWords(const OptionField& field, const OptionValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return countWords(*whole);
    const auto text = toText(value);
    return QString::fromStdString(field.choices.empty() ? text : choiceTitle(field, text));
}

QComboBox* makeChoices(const OptionField& field, QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (const auto& choice : field.choices)
        box->addItem(QString::fromStdString(choiceTitle(field, choice)), QString::fromStdString(choice));
    return box;
}

}  // namespace

QWidget* makeEditor(const OptionField& field, QWidget* parent, const std::function<void()>& edited) {
    QWidget* editor = nullptr;
    if (std::holds_alternative<bool>(field.standard)) {
        auto* box = new QCheckBox(parent);
        QObject::connect(box, &QCheckBox::toggled, box, [edited] { edited(); });
        editor = box;
    } else if (!field.choices.empty()) {
        auto* box = makeChoices(field, parent);
        QObject::connect(box, &QComboBox::currentTextChanged, box, [edited] { edited(); });
        editor = box;
    } else {
        auto* line = new QLineEdit(parent);
        QObject::connect(line, &QLineEdit::textChanged, line, [edited] { edited(); });
        editor = line;
    }
    editor->setObjectName(QStringLiteral("option_") + QString::fromStdString(field.id));
    editor->setToolTip(QString::fromStdString(field.help));
    editor->setAccessibleName(QString::fromStdString(field.title));
    setEditorValue(*editor, field.standard);
    return editor;
}

void setEditorValue(QWidget& editor, const OptionValue& value) {
    const QString text = QString::fromStdString(toText(value));
    if (auto* box = qobject_cast<QCheckBox*>(&editor)) box->setChecked(text == QLatin1String("true"));
    if (auto* box = qobject_cast<QComboBox*>(&editor))
        if (const int at = box->findData(text); at >= 0) box->setCurrentIndex(at);
    if (auto* line = qobject_cast<QLineEdit*>(&editor)) line->setText(text);
}

QString editorText(const QWidget& editor) {
    if (const auto* box = qobject_cast<const QCheckBox*>(&editor))
        return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto* box = qobject_cast<const QComboBox*>(&editor)) return box->currentData().toString();
    if (const auto* line = qobject_cast<const QLineEdit*>(&editor)) return line->text().trimmed();
    return {};
}

QString rangeWords(const OptionField& field, const OptionValue& standard) {
    QStringList words{QObject::tr("default %1").arg(standardWords(field, standard))};
    const bool number = std::holds_alternative<std::int64_t>(field.standard) ||
                        std::holds_alternative<double>(field.standard);
    if (number) words << QObject::tr("%1 to %2").arg(shortNumber(field.minimum), shortNumber(field.maximum));
    if (!field.unit.empty()) words << QString::fromStdString(field.unit);
    return words.join(QStringLiteral(" · "));
}

}  // namespace nescio
