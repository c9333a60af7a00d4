#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/analysis/image_account/sections.h"

namespace nescio {
namespace {

PartKind partKindOf(TermKind kind) {
    if (isVolume(kind)) return PartKind::Volume;
    return isDensity(kind) ? PartKind::Density : PartKind::Scaling;
}

/// Which terms a part is the sum of.
using Takes = std::function<bool(std::size_t term, const TermInfo& info)>;

/// Makes parts of the terms of an image and of its reference.
class Parts {
  public:
    Parts(const Breakdown& breakdown, const TermTable* reference)
        : m_breakdown(breakdown), m_reference(reference) {}

    /// Says which member, level and step first where there are any.
    void add(LikelihoodPart part, const Takes& takes) {
        std::vector<std::size_t> terms;
        for (std::size_t t = 0; t < m_breakdown.terms.size(); ++t)
            if (takes(t, m_breakdown.terms[t].info)) terms.push_back(t);
        if (terms.empty()) return;
        for (const auto t : terms) part.nats += m_breakdown.terms[t].nats;
        if (m_reference) part.place = placeAmong(sums(terms), part.nats);
        m_parts.push_back(std::move(part));
    }
    std::vector<LikelihoodPart> done() { return std::move(m_parts); }

  private:
    /// One sum a row of the reference, in the order in which the image's own is made.
    [[nodiscard]] std::vector<double> sums(const std::vector<std::size_t>& terms) const {
        const auto columns = m_reference->columns.size();
        std::vector<double> values(m_reference->rows());
        for (std::size_t row = 0; row < values.size(); ++row)
            for (const auto t : terms) values[row] += m_reference->nats[row * columns + t];
        return values;
    }

    const Breakdown& m_breakdown;
    const TermTable* m_reference;
    std::vector<LikelihoodPart> m_parts;
};

/// "level 1 · step 3 · volume".
std::string labelOf(const TermInfo& place, bool wholeLevel, PartKind kind) {
    std::vector<std::string> words;
    if (place.member > 0) words.push_back(fmt::format("member {}", place.member));
    if (place.level > 0) words.push_back(fmt::format("level {}", place.level));
    if (wholeLevel) words.emplace_back("all steps");
    if (place.step > 0 && !wholeLevel) words.push_back(fmt::format("step {}", place.step));
    words.push_back(toId(kind));
    return fmt::format("{}", fmt::join(words, " · "));
}

bool placed(const TermInfo& info) {
    return info.member > 0 || info.level > 0 || info.step > 0;
}

bool sameStep(const TermInfo& a, const TermInfo& b) {
    return a.member == b.member && a.level == b.level && a.step == b.step;
}

bool sameLevel(const TermInfo& a, const TermInfo& b) {
    return a.member == b.member && a.level == b.level;
}

/// The terms of one step, density and volume apart; a term that belongs to no step stands for itself.
void addSteps(Parts& parts, const Breakdown& breakdown) {
    const auto& terms = breakdown.terms;
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const auto& info = terms[t].info;
        const auto kind = partKindOf(info.kind);
        const auto together = [&](const TermInfo& other) {
            return placed(info) && sameStep(info, other) && partKindOf(other.kind) == kind;
        };
        const auto earlier = [&](const Term& term) { return together(term.info); };
        if (std::any_of(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(t), earlier)) continue;
        parts.add({.label = placed(info) ? labelOf(info, false, kind) : info.label,
                   .kind = kind,
                   .member = info.member,
                   .level = info.level,
                   .step = info.step},
                  [&](std::size_t at, const TermInfo& other) { return at == t || together(other); });
    }
}

/// Levels that have several steps: their sums.
void addLevels(Parts& parts, const Breakdown& breakdown) {
    const auto& terms = breakdown.terms;
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const auto& info = terms[t].info;
        const auto kind = partKindOf(info.kind);
        const auto together = [&](const TermInfo& other) {
            return info.level > 0 && sameLevel(info, other) && partKindOf(other.kind) == kind;
        };
        const auto earlier = [&](const Term& term) { return together(term.info); };
        const auto otherStep = [&](const Term& term) {
            return together(term.info) && term.info.step != info.step;
        };
        if (std::any_of(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(t), earlier) ||
            std::none_of(terms.begin(), terms.end(), otherStep))
            continue;
        parts.add({.label = labelOf(info, true, kind),
                   .kind = kind,
                   .member = info.member,
                   .level = info.level,
                   .sum = true},
                  [&](std::size_t, const TermInfo& other) { return together(other); });
    }
}

void addWhole(Parts& parts, const Breakdown& breakdown) {
    const auto has = [&](PartKind kind) {
        return std::any_of(breakdown.terms.begin(), breakdown.terms.end(),
                           [&](const Term& term) { return partKindOf(term.info.kind) == kind; });
    };
    // Without volume the density is the total.
    if (has(PartKind::Volume))
        for (const auto kind : {PartKind::Density, PartKind::Volume})
            parts.add({.label = toId(kind) + ", whole", .kind = kind, .sum = true},
                      [&](std::size_t, const TermInfo& info) { return partKindOf(info.kind) == kind; });
    parts.add({.label = "log p(x)", .kind = PartKind::Total, .sum = true},
              [](std::size_t, const TermInfo&) { return true; });
}

}  // namespace

std::vector<LikelihoodPart> partsOf(const Breakdown& breakdown, const TermTable* reference) {
    Parts parts(breakdown, reference);
    addSteps(parts, breakdown);
    addLevels(parts, breakdown);
    addWhole(parts, breakdown);
    return parts.done();
}

}  // namespace nescio
