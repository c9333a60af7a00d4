#include "widgets/plots/ticks.h"

#include <algorithm>
#include <cmath>

namespace nescio {
namespace {

double roundStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

TickRule ticksEvery(double step, const Span& range, const FigureStyle& style) {
    TickRule rule;
    rule.step = step;
    rule.decimals = std::clamp(static_cast<int>(-std::floor(std::log10(rule.step) + 1e-9)), 0, 12);
    const double slack = range.length() * 1e-9;
    const double begin = std::ceil((range.low - slack) / rule.step);
    const double end = std::floor((range.high + slack) / rule.step);
    rule.first = begin * rule.step;
    for (double i = begin; i <= end; i += 1) {
        // Beyond 2^53 steps the index no longer counts; a far zoom then shows no ticks rather than hang.
        if (i + 1 == i) return rule;
        const double value = i == 0 ? 0 : i * rule.step;
        rule.ticks.push_back({value, style.number(value, rule.decimals), false});
    }
    return rule;
}

/// "0.01", "1 000"; "10⁻⁷" where digits would be counted; two digits between decades.
QString powerOfTen(double exponent, const FigureStyle& style) {
    constexpr double kFewDigits = 4;
    const double whole = std::round(exponent);
    if (std::abs(exponent - whole) > 1e-9) {
        const int decimals = std::max(0, 1 - static_cast<int>(std::floor(exponent)));
        return style.number(std::pow(10.0, exponent), std::min(decimals, 12));
    }
    if (std::abs(whole) <= kFewDigits)
        return style.number(std::pow(10.0, whole), whole < 0 ? static_cast<int>(-whole) : 0);
    static const QString kRaised = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text = QStringLiteral("10");
    for (const QChar digit : QString::number(static_cast<int>(whole)))
        text += digit == QLatin1Char('-') ? QChar(0x207B) : kRaised[digit.digitValue()];
    return text;
}

}  // namespace

TickRule roundTicks(const Span& range, int most, const FigureStyle& style) {
    if (!(range.length() > 0) || !std::isfinite(range.length())) return {};
    const int wanted = std::max(1, most);
    TickRule rule;
    // One number does not make a scale: finer steps until there are two.
    for (int count = wanted; count < wanted + 6 && rule.ticks.size() < 2; ++count)
        rule = ticksEvery(roundStep(range.length() / count), range, style);
    return rule;
}

TickRule logTicks(const Span& range, int most, const FigureStyle& style) {
    if (!(range.length() > 0) || !std::isfinite(range.length())) return {};
    // Whole decades, several together where there are many; halves and quarters of one where there are few.
    double step = 1;
    while (range.length() / step > std::max(1, most)) step *= 2;
    while (step > 0.25 && range.length() / step < 2) step /= 2;
    TickRule rule = ticksEvery(step, range, style);
    for (Tick& tick : rule.ticks) tick.text = powerOfTen(tick.value, style);
    return rule;
}

}  // namespace nescio
