#include "core/views/contrast.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/scores/effect_size.h"
#include "core/values/failure.h"
#include "core/values/image_selection.h"
#include "core/values/number_text.h"
#include "core/views/contrast_pictures.h"

namespace nescio {
namespace {

/// The numbers of one side under a column.
struct SideNumbers {
    std::string unit;
    std::vector<double> finite;
    std::size_t leftOut = 0;
};
using NumbersByName = std::map<std::string, SideNumbers>;

struct ContrastRow {
    std::string name, unit;
    EffectSize effect;
    std::size_t leftOutFirst = 0, leftOutSecond = 0;
};

ImageSelection selectionOf(const ContrastSide& side) {
    ImageSelection images;
    for (const auto& part : side.parts) images = united(images, ImageSelection(part.id, part.indices));
    return images;
}

NumbersByName numbersOf(const ContrastSide& side, const std::string& run) {
    NumbersByName all;
    for (const auto& part : side.parts)
        for (const auto& [name, column] : columnsOf(part, run).byName) {
            if (name == "D") continue;  // a number of the shape, not of an image
            const auto [at, isNew] = all.try_emplace(name, SideNumbers{.unit = column.unit, .finite = {}});
            if (!isNew && at->second.unit != column.unit) continue;
            forScoredRows(part, [numbers = &at->second, values = &column.values](auto, std::size_t row) {
                if (std::isfinite((*values)[row]))
                    numbers->finite.push_back((*values)[row]);
                else
                    ++numbers->leftOut;
            });
        }
    return all;
}

/// Numbers of nothing where a side has no finite one.
EffectSize effectOf(const std::vector<double>& first, const std::vector<double>& second) {
    if (!first.empty() && !second.empty()) return effectSize(first, second);
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const Interval none{kNone, kNone, kNone};
    return {.first = meanOf(first), .second = meanOf(second), .d = none, .auroc = none};
}

/// The largest |d| first; what has none last.
void sortByEffect(std::vector<ContrastRow>& rows) {
    const auto size = [](const ContrastRow& row) {
        return std::isnan(row.effect.d.value) ? -1 : std::abs(row.effect.d.value);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const auto& a, const auto& b) { return size(a) > size(b); });
}

std::optional<std::vector<ContrastRow>> rowsOf(const ContrastInput& input, const std::stop_token& stop,
                                               ProgressBoard* board) {
    const auto first = numbersOf(input.first, input.run), second = numbersOf(input.second, input.run);
    std::vector<ContrastRow> rows;
    std::int64_t done = 0;
    for (const auto& [name, a] : first) {
        if (stop.stop_requested()) return std::nullopt;
        if (board)
            board->post({.stage = "comparing columns",
                         .done = done++,
                         .total = static_cast<std::int64_t>(first.size()),
                         .detail = name,
                         .trouble = {}});
        const auto found = second.find(name);
        if (found == second.end() || found->second.unit != a.unit) continue;
        const auto& b = found->second;
        if (a.finite.size() + a.leftOut == 0 || b.finite.size() + b.leftOut == 0) continue;
        rows.push_back({name, a.unit, effectOf(a.finite, b.finite), a.leftOut, b.leftOut});
    }
    sortByEffect(rows);
    return rows;
}

ResultTable tableOf(const ContrastInput& input, const std::vector<ContrastRow>& rows) {
    ResultTable table{.id = "columns", .title = "Every column of both", .columns = {}};
    const auto words = [&](const char* title, const auto& of) {
        ResultColumn column{.title = title, .unit = {}};
        for (const auto& row : rows) column.words.push_back(of(row));
        table.columns.push_back(std::move(column));
    };
    const auto numbers = [&](std::string title, const auto& of) {
        ResultColumn column{.title = std::move(title), .unit = {}};
        for (const auto& row : rows) column.numbers.push_back(static_cast<double>(of(row)));
        table.columns.push_back(std::move(column));
    };
    const auto &a = input.first.name, &b = input.second.name;
    words("column", [](const auto& row) { return row.name; });
    words("unit", [](const auto& row) { return row.unit; });
    numbers(fmt::format("mean of {}", a), [](const auto& row) { return row.effect.first.value; });
    numbers(fmt::format("s.e. of {}", a), [](const auto& row) { return row.effect.first.standardError; });
    numbers(fmt::format("mean of {}", b), [](const auto& row) { return row.effect.second.value; });
    numbers(fmt::format("s.e. of {}", b), [](const auto& row) { return row.effect.second.standardError; });
    numbers("d", [](const auto& row) { return row.effect.d.value; });
    numbers("d, low", [](const auto& row) { return row.effect.d.low; });
    numbers("d, high", [](const auto& row) { return row.effect.d.high; });
    numbers("AUROC", [](const auto& row) { return row.effect.auroc.value; });
    numbers("AUROC, low", [](const auto& row) { return row.effect.auroc.low; });
    numbers("AUROC, high", [](const auto& row) { return row.effect.auroc.high; });
    numbers(fmt::format("n of {}", a), [](const auto& row) { return row.effect.first.n; });
    numbers(fmt::format("n of {}", b), [](const auto& row) { return row.effect.second.n; });
    numbers("not finite", [](const auto& row) { return row.leftOutFirst + row.leftOutSecond; });
    return table;
}

std::string effectWords(const ContrastRow& row) {
    const auto& d = row.effect.d;
    const auto interval = [](const Interval& of) {
        return std::isnan(of.low) ? std::string("(no interval)")
                                  : fmt::format("[{:.2f}, {:.2f}]", of.low, of.high);
    };
    return fmt::format("{}: d = {:.2f} {}, AUROC {:.2f} {}", row.name, d.value, interval(d),
                       row.effect.auroc.value, interval(row.effect.auroc));
}

/// What the numbers are, once for all of them.
void explain(ExperimentResult& result, const ContrastInput& input, const std::vector<ContrastRow>& rows) {
    const auto &a = input.first.name, &b = input.second.name;
    if (!std::isnan(rows.front().effect.d.value))
        result.findings.push_back(fmt::format("Of {} columns, the farthest apart is {}.",
                                              countText(static_cast<std::int64_t>(rows.size())),
                                              effectWords(rows.front())));
    result.findings.push_back(fmt::format(
        "d: difference of the means ({} minus {}) over the pooled standard deviation; AUROC: how often {} "
        "has "
        "the larger number; 95 % intervals, each of its column alone. Images that were chosen by a column "
        "differ in it by that choice.",
        a, b, a));
    const auto leftOut = std::count_if(
        rows.begin(), rows.end(), [](const auto& row) { return row.leftOutFirst + row.leftOutSecond > 0; });
    if (leftOut > 0)
        result.findings.push_back(
            fmt::format("{} columns have numbers that are not finite; they are left out and counted.",
                        countText(leftOut)));
}

/// Why the numbers of the parts say nothing about each other; "" where they do.
std::string refusalOf(const ContrastInput& input) {
    const ChosenPart* known = nullptr;
    for (const auto* side : {&input.first, &input.second})
        for (const auto& part : side->parts) {
            if (!part.table) continue;
            if (!known) known = &part;
            auto why = whyNotComparable(known->table->key, known->title, part.table->key, part.title);
            if (!why.empty()) return why;
        }
    return {};
}

void requireImages(const ContrastSide& side) {
    if (selectionOf(side).empty())
        throw DataError(fmt::format(
            "expected images on both sides of the contrast, found none in “{}”; choose some", side.name));
}

}  // namespace

std::optional<ExperimentResult> contrast(const ContrastInput& input, const std::stop_token& stop,
                                         ProgressBoard* board) {
    requireImages(input.first);
    requireImages(input.second);
    ExperimentResult result{.id = "contrast",
                            .experiment = "contrast",
                            .title = fmt::format("{} against {}", input.first.name, input.second.name),
                            .source = "chosen images"};
    if (const auto both = common(selectionOf(input.first), selectionOf(input.second)).count(); both > 0)
        result.findings.push_back(
            fmt::format("{} images are on both sides and count on both; the intervals take the sides for "
                        "independent, which they are not.",
                        countText(both)));
    const auto refusal = refusalOf(input);
    if (!refusal.empty()) {
        result.findings.push_back(fmt::format("There is no table: {}; score all again.", refusal));
    } else {
        const auto rows = rowsOf(input, stop, board);
        if (!rows) return std::nullopt;
        if (rows->empty()) {
            result.findings.emplace_back("There is no table: the run keeps no column of both sides.");
        } else {
            explain(result, input, *rows);
            result.tables.push_back(tableOf(input, *rows));
        }
    }
    auto pictures = contrastPictures(input, stop, board);
    if (!pictures) return std::nullopt;
    result.images = std::move(pictures->sheets);
    result.findings.insert(result.findings.end(), pictures->remarks.begin(), pictures->remarks.end());
    return result;
}

}  // namespace nescio
