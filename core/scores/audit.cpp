#include "core/scores/audit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/scores/rank_correlation.h"
#include "core/scores/unit.h"
#include "core/values/mean.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

using Finding = std::optional<AuditFinding>;

constexpr double kSameOrder = 0.9;         // rank correlation from which two columns speak of the same
constexpr double kTiesThatMatter = 0.002;  // share of pairs; half of it is what AUROC can be off by
constexpr double kCopied = 0.99;           // share of equal values
constexpr std::size_t kFewestToCompare = 10;

const MeasuredColumn& columnOf(const AuditInput& input) {
    return input.imported.measurement.columns[input.column];
}

std::string countWords(std::size_t n) {
    return countText(static_cast<std::int64_t>(n));
}

Finding nanFound(const AuditInput& input) {
    const auto& values = columnOf(input).values;
    const auto n = static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](double value) { return std::isnan(value); }));
    if (n == 0) return std::nullopt;
    const auto missing = static_cast<std::size_t>(input.imported.missing);
    return AuditFinding{
        "nan",
        fmt::format("{} of {} values are NaN{}: such images are left out wherever it is used", countWords(n),
                    countWords(values.size()),
                    missing == 0 ? "" : fmt::format(", {} of them for want of a row", countWords(missing))),
        static_cast<double>(n)};
}

Finding infiniteFound(const AuditInput& input) {
    const auto& values = columnOf(input).values;
    const auto n = static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](double value) { return std::isinf(value); }));
    if (n == 0) return std::nullopt;
    return AuditFinding{"infinite",
                        fmt::format("{} of {} values are infinite: means over them are, too", countWords(n),
                                    countWords(values.size())),
                        static_cast<double>(n)};
}

/// Finite values, ascending.
std::vector<double> sortedValues(const AuditInput& input) {
    auto values = finiteOf(columnOf(input).values);
    std::sort(values.begin(), values.end());
    return values;
}

bool isConstant(const AuditInput& input) {
    const auto values = sortedValues(input);
    return values.empty() || values.front() == values.back();
}

Finding constantFound(const AuditInput& input) {
    const auto values = sortedValues(input);
    if (values.size() < 2 || !isConstant(input)) return std::nullopt;
    return AuditFinding{"constant",
                        fmt::format("all {} values are {:g}: it tells no image from another",
                                    countWords(values.size()), values.front()),
                        values.front()};
}

Finding tiesFound(const AuditInput& input) {
    const auto values = sortedValues(input);
    if (values.size() < 2 || isConstant(input)) return std::nullopt;
    std::size_t distinct = 0;
    double tied = 0;  // ordered pairs
    for (auto first = values.begin(); first != values.end(); ++distinct) {
        const auto last = std::upper_bound(first, values.end(), *first);
        const auto n = static_cast<double>(last - first);
        tied += n * (n - 1);
        first = last;
    }
    const auto n = static_cast<double>(values.size());
    const double share = tied / (n * (n - 1));
    if (share < kTiesThatMatter) return std::nullopt;
    return AuditFinding{
        "ties",
        fmt::format(
            "{} distinct values of {}, {:.2g} % of pairs tie: an AUROC by it can be off by {:.2g}; give "
            "scores as they are, not thresholded or rounded",
            countWords(distinct), countWords(values.size()), 100 * share, share / 2),
        static_cast<double>(distinct)};
}

struct UnitRatio {
    const char* unit;
    double ratio;  ///< to nats, D = 1
    bool perDim;
};
constexpr std::array<UnitRatio, 5> kUnits{{{"nats", 1, false},
                                           {"bits", 1 / std::numbers::ln2, false},
                                           {"bytes", 1 / (8 * std::numbers::ln2), false},
                                           {"nats/dim", 1, true},
                                           {"bits/dim", 1 / std::numbers::ln2, true}}};

double expectedRatio(const UnitRatio& unit, const TermTable& images) {
    return unit.perDim ? unit.ratio / static_cast<double>(images.shape.dims()) : unit.ratio;
}

/// Null where the ratio is more than a tenth away from that of each.
const UnitRatio* nearestUnit(double ratio, const TermTable& images) {
    const auto distance = [&](const UnitRatio& unit) {
        return std::abs(std::log(ratio / expectedRatio(unit, images)));
    };
    const auto* nearest = std::min_element(kUnits.begin(), kUnits.end(), [&](const auto& a, const auto& b) {
        return distance(a) < distance(b);
    });
    return distance(*nearest) <= std::log(1.1) ? nearest : nullptr;
}

/// |value| / |log p| of the images, ascending.
std::vector<double> ratiosToLogP(const AuditInput& input) {
    const auto nats = input.images.logLikelihoods();
    const auto& values = columnOf(input).values;
    std::vector<double> ratios;
    for (std::size_t row = 0; row < values.size(); ++row)
        if (const double ratio = std::abs(values[row] / nats[row]); std::isfinite(ratio))
            ratios.push_back(ratio);
    std::sort(ratios.begin(), ratios.end());
    return ratios;
}

/// Only where the column is a likelihood: ordered as log p, and in one ratio to it.
Finding unitFound(const AuditInput& input) {
    if (!(std::abs(rankCorrelation(columnOf(input).values, input.images.logLikelihoods())) >= kSameOrder))
        return std::nullopt;
    const auto ratios = ratiosToLogP(input);
    if (ratios.size() < kFewestToCompare) return std::nullopt;
    const double median = ratios[ratios.size() / 2];
    if (ratios[ratios.size() * 3 / 4] > 1.2 * ratios[ratios.size() / 4]) return std::nullopt;
    const Unit said(columnOf(input).unit);
    const auto* nearest = nearestUnit(median, input.images);
    if (!nearest || Unit(nearest->unit) == said) return std::nullopt;
    return AuditFinding{
        "unit",
        fmt::format(
            "said to be {}, but {:.4g} times the log p of the same images (median), as {} are ({:.4g}); "
            "its unit should be {}",
            said.words(), median, nearest->unit, expectedRatio(*nearest, input.images), nearest->unit),
        median};
}

Finding otherUnitFound(const AuditInput& input) {
    const auto& mine = input.imported.measurement;
    for (const auto& other : input.others) {
        const auto* column = other.find(columnOf(input).name);
        if (other.measure != mine.measure || other.setId == mine.setId || !column ||
            Unit(column->unit) == Unit(columnOf(input).unit))
            continue;
        return AuditFinding{
            "other_unit",
            fmt::format("said to be {}, but {} for “{}”: no formula can name both; import one of "
                        "them again",
                        Unit(columnOf(input).unit).words(), Unit(column->unit).words(), other.setTitle),
            1};
    }
    return std::nullopt;
}

Finding signFound(const AuditInput& input) {
    const double sign = input.direction == ScoreDirection::Lower ? 1 : -1;
    const double rho = sign * rankCorrelation(columnOf(input).values, input.images.logLikelihoods());
    if (!(rho <= -kSameOrder)) return std::nullopt;
    return AuditFinding{
        "sign",
        input.direction
            ? fmt::format(
                  "as a score its rank correlation with −log p is {:.2f}: likely images would count as "
                  "out-of-distribution; is the other direction meant?",
                  rho)
            : fmt::format("its rank correlation with −log p is {:.2f}: as a score, lower values are "
                          "out-of-distribution",
                          rho),
        rho};
}

/// Share of equal values among the rows that both have.
double sharedValues(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = std::min(a.size(), b.size());
    if (n < kFewestToCompare) return 0;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < n; ++i) equal += a[i] == b[i] ? 1 : 0;
    return static_cast<double>(equal) / static_cast<double>(n);
}

Finding copyFound(const AuditInput& input) {
    if (isConstant(input)) return std::nullopt;
    const auto& mine = input.imported.measurement;
    for (const auto& other : input.others) {
        if (other.setId == mine.setId || other.kind != ColumnKind::Imported) continue;
        for (const auto& column : other.columns) {
            const double share = sharedValues(columnOf(input).values, column.values);
            if (share < kCopied) continue;
            return AuditFinding{
                "copy",
                fmt::format("{:.0f} % of its values are, row by row, those of {} for “{}”: was "
                            "one file imported for two sets?",
                            100 * share, other.measure, other.setTitle),
                share};
        }
    }
    return std::nullopt;
}

Finding leftOutFound(const AuditInput& input) {
    const auto n = input.imported.leftOut;
    if (n == 0) return std::nullopt;
    return AuditFinding{
        "left_out",
        fmt::format("{} rows are of images that the run has no numbers of: they are not kept", countText(n)),
        static_cast<double>(n)};
}

Finding changedFound(const AuditInput& input) {
    const auto& changes = input.images.key.fit;
    if (changes.empty()) return std::nullopt;
    return AuditFinding{"changed",
                        fmt::format("the run saw these images changed ({}): values of the originals are of "
                                    "other images",
                                    fmt::join(changes, "; ")),
                        static_cast<double>(changes.size())};
}

Finding labelsFound(const AuditInput& input) {
    if (input.imported.measurement.knows != Knowledge::OodLabels) return std::nullopt;
    return AuditFinding{
        "ood_labels",
        "it was told out-of-distribution images: no equal of scores that were not, least of all "
        "on the set that it was told",
        1};
}

}  // namespace

std::vector<AuditFinding> audited(const AuditInput& input) {
    std::vector<AuditFinding> findings;
    for (const auto look : {nanFound, infiniteFound, constantFound, tiesFound, unitFound, otherUnitFound,
                            signFound, copyFound, leftOutFound, changedFound, labelsFound})
        if (auto found = look(input)) findings.push_back(std::move(*found));
    return findings;
}

}  // namespace nescio
