#include "widgets/spin_box.h"

#include <QRegularExpression>

namespace nescio {
namespace {

/// Any of the signs that some country groups thousands with, after a digit; a space only before another one.
bool holdsSeparator(const QString& text) {
    static const QRegularExpression kSeparator(QStringLiteral(R"(\d([.,'’]|[\x{00A0}\x{2009}\x{202F} ]\d))"));
    return kSeparator.match(text).hasMatch();
}

/// With the locale's decimal sign in place of the only point or comma.
QString withDecimalSign(QString text, const QLocale& locale) {
    static const QRegularExpression kSigns(QStringLiteral("[.,]"));
    if (text.count(kSigns) == 1) text.replace(kSigns, locale.decimalPoint());
    return text;
}

}  // namespace

QValidator::State WholeBox::validate(QString& text, int& at) const {
    // Not Invalid: a sign that is not let in makes 395 of the keys for "39.5" as well.
    return holdsSeparator(text) ? QValidator::Intermediate : QSpinBox::validate(text, at);
}

QValidator::State NumberBox::validate(QString& text, int& at) const {
    text = withDecimalSign(text, locale());
    return QDoubleSpinBox::validate(text, at);
}

double NumberBox::valueFromText(const QString& text) const {
    return QDoubleSpinBox::valueFromText(withDecimalSign(text, locale()));
}

QSpinBox* makeSpin(int least, int most, int value, QWidget* parent) {
    auto* spin = new WholeBox(parent);
    spin->setRange(least, most);
    spin->setValue(value);
    return spin;
}

}  // namespace nescio
