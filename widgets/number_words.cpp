#include "widgets/number_words.h"

#include <cmath>

#include <QLocale>

namespace nescio {
namespace {

constexpr QChar kThinSpace(0x202F);  // the narrow one that never breaks over two lines

}  // namespace

QString grouped(QString digits, QChar space) {
    for (auto at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, space);
    return digits;
}

QString countWords(std::int64_t count) {
    const QString digits = grouped(QString::number(std::abs(count)), kThinSpace);
    return count < 0 ? kMinus + digits : digits;
}

QString shareWords(std::int64_t count, std::int64_t available) {
    if (available <= count) return countWords(count);
    //: a number of images out of all images of a set
    return QObject::tr("%1 of %2").arg(countWords(count), countWords(available));
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

QString durationWords(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) return QStringLiteral("—");
    const auto whole = static_cast<std::int64_t>(std::llround(seconds));
    const QChar pad(QLatin1Char('0'));
    const QString tail = QStringLiteral("%1").arg(whole % 60, 2, 10, pad);
    if (whole < 3600) return QStringLiteral("%1:%2").arg(whole / 60).arg(tail);
    return QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, pad).arg(tail);
}

}  // namespace nescio
