#include "widgets/plots/series_looks.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr std::size_t kMostShared = 8;  ///< longer legends belong to their panels
/// From slot 0 on: a circle is what the images of the model's own kind are, a square what it never saw.
constexpr std::array kShapes{DotShape::Diamond, DotShape::Circle, DotShape::Square, DotShape::Triangle};

using Name = std::pair<SetRole, std::string>;

/// What decides a series' look; each once, wherever it appears.
struct SlottedSeries {
    std::string label;
    SetRole role = SetRole::Other;
    int slot = -1;
    bool operator==(const SlottedSeries&) const = default;
};

SlottedSeries slottedOf(const ResultSeries& series) {
    return {series.label, series.role, series.slot};
}

std::vector<SlottedSeries> seriesOf(std::span<const ResultPanel> panels) {
    std::vector<SlottedSeries> all;
    for (const ResultPanel& panel : panels)
        for (const ResultSeries& series : panel.series)
            if (const auto one = slottedOf(series); std::find(all.begin(), all.end(), one) == all.end())
                all.push_back(one);
    return all;
}

/// Requires: the series is among them.
std::size_t placeOf(const ResultSeries& series, const std::vector<SlottedSeries>& all) {
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), slottedOf(series)) - all.begin());
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

SeriesLook lookOf(int slot, const Theme& theme) {
    const int place = slot % kSetColours + slot / kSetColours;
    return {.colour = theme.colourOf(slot),
            .dash = Theme::dashOf(slot),
            .shape = kShapes.at(static_cast<std::size_t>(place) % kShapes.size())};
}

std::pair<QString, QString> setAndCount(const std::string& label) {
    const QString words = toQt(label);
    const auto at = words.lastIndexOf(QLatin1String(", n = "));
    return at < 0 ? std::pair(words, QString()) : std::pair(words.left(at), words.mid(at + 2));
}

SeriesLooks::SeriesLooks(const ResultFigure& figure, const Theme& theme) : m_shared(repeatsSeries(figure)) {
    const std::span<const ResultPanel> all(figure.panels);
    for (const ResultPanel& panel : all) {
        const auto known = seriesOf(m_shared ? all : std::span(&panel, 1));
        const auto slots = slotsOf(known);
        auto& looks = m_looks.emplace_back();
        for (const ResultSeries& series : panel.series)
            looks.push_back(lookOf(slots[placeOf(series, known)], theme));
    }
}

}  // namespace nescio
