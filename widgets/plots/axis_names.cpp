#include "widgets/plots/axis_names.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace nescio {
namespace {

constexpr int kMostLines = 3;
constexpr double kSmallest = 0.85;  ///< of small text: what is still read on paper

bool wordsFit(const std::vector<Tick>& categories, double width, double size, const FigureStyle& style) {
    for (const Tick& name : categories) {
        const QStringList lines = wrapped(name.text, width, size, style);
        if (lines.size() > kMostLines) return false;
        for (const QString& line : lines)
            if (style.widthOf(line, size) > width) return false;
    }
    return true;
}

}  // namespace

AxisNames namesUnder(const std::vector<Tick>& categories, double width, double mostHeight,
                     const FigureStyle& style) {
    AxisNames names;
    const double usable = width - style.gap * 0.75;
    for (const double share : {1.0, kSmallest}) {
        names.size = style.small * share;
        if (!wordsFit(categories, usable, names.size, style)) continue;
        for (const Tick& name : categories) {
            names.lines.push_back(wrapped(name.text, usable, names.size, style));
            names.height = std::max(names.height, FigureStyle::lineHeight(names.size) *
                                                      static_cast<double>(names.lines.back().size()));
        }
        return names;
    }
    names.slanted = true;
    const double slope = std::sin(kSlantDegrees * std::numbers::pi / 180);
    for (const Tick& name : categories) {
        names.lines.push_back({elided(name.text, mostHeight / slope, names.size, style)});
        names.height = std::max(names.height, style.widthOf(names.lines.back().front(), names.size) * slope);
    }
    names.height += FigureStyle::lineHeight(names.size) / 2;
    return names;
}

}  // namespace nescio
