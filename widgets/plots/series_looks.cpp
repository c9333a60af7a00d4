#include "widgets/plots/series_looks.h"

#include <array>
#include <set>

namespace nescio {
namespace {

constexpr std::size_t kMostShared = 8;  ///< longer legends belong to their panels
constexpr std::array kShapes{DotShape::Circle, DotShape::Square, DotShape::Triangle, DotShape::Diamond};

using Name = std::pair<SetRole, std::string>;

/// A circle is what the images of the model's own kind are, a square what it never saw.
int firstShape(SetRole role) {
    constexpr std::array<int, 5> kFirst{3, 0, 1, 2, 3};  // in the order of SetRole
    return kFirst.at(static_cast<std::size_t>(role));
}

SeriesLook lookOf(SetRole role, int order, const Theme& theme) {
    // After the last colour the first comes again, with another dash.
    const auto colours = static_cast<int>(theme.sets.at(static_cast<std::size_t>(role)).size());
    const int round = colours > 0 ? order / colours : 0;
    return {.colour = theme.forSet(role, order),
            .dash = Theme::dashFor(role, order + round),
            .shape = kShapes.at(static_cast<std::size_t>(firstShape(role) + order + round) % kShapes.size())};
}

bool repeatsSeries(const ResultFigure& figure) {
    std::set<Name> seen;
    bool repeated = false;
    for (const ResultPanel& panel : figure.panels) {
        std::set<Name> own;
        for (const ResultSeries& series : panel.series) own.emplace(series.role, series.label);
        for (const Name& name : own) repeated = !seen.insert(name).second || repeated;
    }
    return repeated && seen.size() <= kMostShared;
}

}  // namespace

SeriesLooks::SeriesLooks(const ResultFigure& figure, const Theme& theme) : m_shared(repeatsSeries(figure)) {
    std::map<SetRole, int> next;
    std::map<Name, SeriesLook> known;
    for (const ResultPanel& panel : figure.panels) {
        if (!m_shared) {
            next.clear();
            known.clear();
        }
        auto& looks = m_looks.emplace_back();
        for (const ResultSeries& series : panel.series) {
            const Name name{series.role, series.label};
            if (!known.contains(name)) {
                const int place = next[series.role]++;
                known[name] = lookOf(series.role, series.slot < 0 ? place : series.slot, theme);
            }
            looks.push_back(known[name]);
        }
    }
}

}  // namespace nescio
