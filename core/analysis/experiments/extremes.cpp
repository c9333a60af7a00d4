// E12: the most and the least likely images of each set, under the total or any part of it.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/evaluated.h"
#include "core/analysis/parts.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio::experiments::extremes {
namespace {

std::vector<OptionField> options() {
    return {
        {.id = "part",
         .title = "By",
         .standard = std::string("total"),
         .help =
             "What images are ordered by: total, density, volume, level 1 volume, or the label of a term."},
        {.id = "count",
         .title = "Images",
         .standard = std::int64_t{10},
         .minimum = 1,
         .maximum = 10'000,
         .unit = "images",
         .help = "How many at each end."}};
}

/// A set's rows, those with the largest part first: they are the most likely under it.
struct Ordered {
    EvaluatedSet scored;
    std::vector<double> values, bits;
    std::vector<std::size_t> order;
    /// The row at a place of an end, 0 the outermost.
    [[nodiscard]] std::size_t row(bool most, std::size_t place) const {
        return most ? order[place] : order[order.size() - 1 - place];
    }
};

/// By a part of the likelihood, or by minus the score that was asked for: the least suspicious first.
Ordered ordered(const ExperimentInput& input, EvaluatedSet scored, const Part& part) {
    Ordered made{.scored = std::move(scored), .values = {}, .bits = {}, .order = {}};
    if (input.score == "likelihood")
        made.values = valuesOf(made.scored.table, part);
    else
        for (const double value : made.scored.allScores) made.values.push_back(-value);
    if (made.values.size() != made.scored.table.rows())
        throw OptionError(
            fmt::format("experiment extremes: expected a score of single images, found {}", input.score));
    made.bits = made.scored.table.bitsPerDims();
    for (std::size_t row = 0; row < made.values.size(); ++row)
        if (!std::isnan(made.values[row])) made.order.push_back(row);  // a NaN has no place
    std::stable_sort(made.order.begin(), made.order.end(),
                     [&](auto a, auto b) { return made.values[a] > made.values[b]; });
    return made;
}

std::string classOf(const ImageSet& set, std::size_t row) {
    return set.labels.empty() ? std::string() : className(set, set.labels[row]);
}

void addRows(TableBuilder& table, const ImageSet& set, const Ordered& images, std::size_t count,
             const Part& part, bool byScore) {
    for (const bool most : {true, false})
        for (std::size_t place = 0; place < std::min(count, images.order.size()); ++place) {
            const auto row = images.row(most, place);
            table.word("set", set.title)
                .word("end", most ? "most likely" : "least likely")
                .number("place", "", static_cast<double>(place + 1))
                .number("image", "index", static_cast<double>(images.scored.table.key.indices[row]))
                .number(part.title, byScore ? "" : "nats", images.values[row])
                .number("bits/dim", "bits/dim", images.bits[row])
                .word("class", classOf(set, row));
        }
}

/// Two rows of the sheet: both ends of a set, with bits/dim under each image.
void addImages(ResultImages& sheet, const ImageSet& set, const Ordered& images) {
    for (const bool most : {true, false}) {
        sheet.rows.push_back(set.title + (most ? ", most likely" : ", least likely"));
        for (std::size_t place = 0; place < sheet.perRow; ++place) {
            const auto row = images.row(most, place);
            sheet.images.push_back(set.imageAt(static_cast<std::int64_t>(row)));
            sheet.captions.push_back(fmt::format("{:.2f}", images.bits[row]));
            sheet.places.push_back(placeOf(set, images.scored.table.key.indices[row]));
        }
    }
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    constexpr std::size_t kMostShown = 10;
    // The names of the terms, to refuse a part that is not there before anything is scored.
    const auto named =
        input.models.front()->evaluate(input.sets.front().first(1), input.evaluation, input.stop);
    if (!named) return std::nullopt;
    auto part = partNamed(textOption(input.options, "part"), named->columns);
    if (input.score != "likelihood") part.title = fmt::format("minus {}", input.scoreWords);
    const auto wanted = static_cast<std::size_t>(intOption(input.options, "count"));
    std::vector<Ordered> sets;
    std::size_t smallest = kMostShown;
    for (const auto& set : input.sets) {
        auto scored = evaluateSet(input, *input.models.front(), set);
        if (!scored) return std::nullopt;
        sets.push_back(ordered(input, std::move(*scored), part));
        smallest = std::min(smallest, sets.back().order.size());
    }
    TableBuilder table("extremes", "Most and least likely images by " + part.title);
    ResultImages sheet{.id = "images",
                       .title = "Most and least likely by " + part.title + "; bits/dim under each image",
                       .rows = {},
                       .perRow = std::min(wanted, smallest),
                       .images = {},
                       .captions = {}};
    ExperimentResult result;
    for (std::size_t s = 0; s < sets.size(); ++s) {
        const auto& set = input.sets[s];
        const auto& images = sets[s];
        addRows(table, set, images, wanted, part, input.score != "likelihood");
        addImages(sheet, set, images);
        result.findings.push_back(
            fmt::format("{}: {:.3f} bits/dim at the most likely end, {:.3f} at the least likely, {}.",
                        set.title, images.bits[images.order.front()], images.bits[images.order.back()],
                        shareText(set.count, set.available)));
    }
    result.tables = {table.done()};
    result.images = {sheet};
    return result;
}

}  // namespace

ExperimentKind kind() {
    return {.id = "extremes",
            .title = "Most and least likely images",
            .source = "Nalisnick et al. 2019, appendix (E12)",
            .what = "One model: the images at both ends of each set, under the likelihood or a part of it.",
            .fewestModels = 1,
            .mostModels = 1,
            .takesScore = true,
            .options = options(),
            .run = run};
}

}  // namespace nescio::experiments::extremes
