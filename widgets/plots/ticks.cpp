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

}  // namespace nescio
