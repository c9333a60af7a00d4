#include "core/scores/score.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

namespace nescio {
namespace {

/// Of those that need nothing beside the terms.
std::string idsApplyingTo(const std::vector<TermInfo>& terms) {
    std::vector<std::string> ids;
    for (const auto& kind : scoresFor(terms))
        if (kind.appliesTo(terms) && kind.measures.empty()) ids.push_back(kind.id);
    return fmt::format("{}", fmt::join(ids, ", "));
}

std::vector<std::string> missingMeasures(const ScoreKind& kind, const SetColumns& columns) {
    std::vector<std::string> missing;
    std::copy_if(kind.measures.begin(), kind.measures.end(), std::back_inserter(missing),
                 [&](const std::string& measure) { return !columns.has(measure); });
    return missing;
}

/// M of “<id>_M”, where the score judges images together.
std::optional<std::int64_t> imagesTogether(const ScoreKind& kind, const std::string& id) {
    if (!kind.together || !id.starts_with(kind.id + "_")) return std::nullopt;
    std::int64_t m = 0;
    const auto* end = id.data() + id.size();
    const auto read = std::from_chars(id.data() + kind.id.size() + 1, end, m);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    return whole && m >= 2 && m <= 1'000'000 ? std::optional(m) : std::nullopt;
}

void requireNeeds(const ScoreKind& kind, const SetColumns& columns) {
    if (const auto why = whyNoScore(kind, columns); !why.empty()) throw UnsupportedError(why);
}

}  // namespace

std::vector<ScoreKind> scoresFor(const std::vector<TermInfo>& terms) {
    std::vector<ScoreKind> scores;
    for (const auto& kind : scoreKinds()) {
        if (!kind.variants) {
            scores.push_back(kind);
            continue;
        }
        for (auto& variant : kind.variants(terms)) scores.push_back(std::move(variant));
    }
    return scores;
}

ScoreKind scoreNamed(const std::string& id, const std::vector<TermInfo>& terms) {
    return scoreAmong(scoresFor(terms), id);
}

ScoreKind scoreAmong(const std::vector<ScoreKind>& known, const std::string& id) {
    for (const auto& kind : known)
        if (const auto m = imagesTogether(kind, id)) return kind.together(*m);
    return kindNamed(known, "score", id);
}

std::string whyNoScore(const ScoreKind& kind, const SetColumns& columns) {
    const auto& table = *columns.terms;
    if (!kind.appliesTo(table.columns))
        return fmt::format(
            "score {}: expected terms with {}, found none for “{}”; scores of its terms alone: {}", kind.id,
            kind.needs, table.setTitle, idsApplyingTo(table.columns));
    const auto missing = missingMeasures(kind, columns);
    for (const auto& measure : missing)
        if (const auto why = columns.missing.find(measure); why != columns.missing.end())
            return fmt::format("score {}: {}", kind.id, why->second);
    if (!missing.empty())
        return fmt::format("score {}: expected {} to be measured for “{}”, found it is not", kind.id,
                           fmt::join(missing, ", "), table.setTitle);
    if (static_cast<std::int64_t>(columns.rows()) < kind.images)
        return fmt::format("score {}: expected {} images or more, found {} of “{}”", kind.id, kind.images,
                           columns.rows(), table.setTitle);
    return "";
}

ScoreState fitScore(const ScoreKind& kind, const SetColumns& reference) {
    requireNeeds(kind, reference);
    return kind.fit ? kind.fit(reference) : ScoreState{};
}

std::vector<double> scoreOf(const ScoreKind& kind, const SetColumns& columns, const ScoreState& state) {
    requireNeeds(kind, columns);
    auto values = kind.evaluate(columns, state);
    const auto expected = columns.rows() / static_cast<std::size_t>(kind.images);
    if (values.size() != expected)
        throw DataError(fmt::format("score {}: expected {} values for “{}”, found {}", kind.id, expected,
                                    columns.terms->setTitle, values.size()));
    return values;
}

std::vector<double> scoreOf(const ScoreKind& kind, const TermTable& table) {
    return scoreOf(kind, SetColumns{.terms = std::make_shared<const TermTable>(table)});
}

std::string inputWords(const ScoreKind& kind, const SetColumns& columns) {
    const auto& key = columns.terms->key;
    auto words = kind.readsTerms ? toText(columns.terms->tightness, key.drawRule, key.draws)
                                 : std::string("the images alone");
    for (const auto& measure : kind.measures) {
        const auto found = columns.measurements.find(measure);
        if (found == columns.measurements.end() || found->second.tightness == Tightness::Exact) continue;
        words += fmt::format("; {}: {}", measure, toText(found->second.tightness));
    }
    return words;
}

double secondsPerImage(const ScoreKind& kind, const SetColumns& columns) {
    double seconds = kind.readsTerms ? columns.terms->secondsPerImage : 0;
    for (const auto& measure : kind.measures)
        if (const auto found = columns.measurements.find(measure); found != columns.measurements.end())
            seconds += found->second.secondsPerImage;
    return seconds;
}

std::vector<double> minusLogP(const TermTable& table) {
    auto values = table.logLikelihoods();
    for (double& value : values) value = -value;
    return values;
}

bool hasVolume(const std::vector<TermInfo>& terms) {
    return std::any_of(terms.begin(), terms.end(), [](const auto& term) { return isVolume(term.kind); });
}

}  // namespace nescio
