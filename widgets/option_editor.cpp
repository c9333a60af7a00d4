#include "widgets/option_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

namespace nescio {
namespace {

QString shortNumber(double value) {
    return QString::number(value, 'g', 6);
}

QComboBox* makeChoices(const OptionField& field, QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (const auto& choice : field.choices) box->addItem(QString::fromStdString(choice));
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
    if (auto* box = qobject_cast<QComboBox*>(&editor)) box->setCurrentText(text);
    if (auto* line = qobject_cast<QLineEdit*>(&editor)) line->setText(text);
}

QString editorText(const QWidget& editor) {
    if (const auto* box = qobject_cast<const QCheckBox*>(&editor))
        return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto* box = qobject_cast<const QComboBox*>(&editor)) return box->currentText();
    if (const auto* line = qobject_cast<const QLineEdit*>(&editor)) return line->text().trimmed();
    return {};
}

QString rangeWords(const OptionField& field, const OptionValue& standard) {
    QStringList words{QObject::tr("default %1").arg(QString::fromStdString(toText(standard)))};
    const bool number = std::holds_alternative<std::int64_t>(field.standard) ||
                        std::holds_alternative<double>(field.standard);
    if (number) words << QObject::tr("%1 to %2").arg(shortNumber(field.minimum), shortNumber(field.maximum));
    if (!field.unit.empty()) words << QString::fromStdString(field.unit);
    return words.join(QStringLiteral(" · "));
}

}  // namespace nescio
