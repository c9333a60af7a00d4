#include "widgets/number_words.h"

#include <cmath>

#include <QLocale>
#include <QRegularExpression>

#include "core/values/number_text.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr QChar kThinSpace(0x202F);  // the narrow one that never breaks over two lines

}  // namespace

QString grouped(const QString& digits, QChar space) {
    return toQt(grouped(toStd(digits), toStd(QString(space))));
}

QString countWords(std::int64_t count) {
    return toQt(unbrokenCount(count));
}

QString shareWords(std::int64_t count, std::int64_t available) {
    return toQt(unbrokenCount(count, available));
}

QString fixedWords(double value, int decimals) {
    if (std::isnan(value)) return QStringLiteral("NaN");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const QString text = QString::number(std::abs(value), 'f', decimals);
    const auto point = text.indexOf(QLatin1Char('.'));
    QString words = grouped(point < 0 ? text : text.left(point), kThinSpace);
    if (point >= 0) words += QLocale().decimalPoint() + text.mid(point + 1);
    const bool zero = text.toDouble() == 0.0;
    return value < 0 && !zero ? kMinus + words : words;
}

QString withTrueMinuses(const QString& sentence) {
    static const QRegularExpression sign(QStringLiteral("(?<![\\w\\-)\\]/.])-(?=\\.?\\d)"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    return QString(sentence).replace(sign, kMinus);
}

QString durationWords(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return QStringLiteral("—");
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const QChar pad(QLatin1Char('0'));
    const QString tail = QStringLiteral("%1").arg(whole % 60, 2, 10, pad);
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(tail);
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, pad).arg(tail);
}

}  // namespace nescio
