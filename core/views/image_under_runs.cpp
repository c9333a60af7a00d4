#include "core/views/image_under_runs.h"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "core/scores/rank.h"
#include "core/values/number_text.h"
#include "core/views/inspection.h"

namespace nescio {
namespace {

constexpr std::size_t kNumbers = 7;  ///< cells beside the run's title

std::vector<TableCell> notScored(const ComparedRun& run, const std::string& why) {
    std::vector<TableCell> cells{{run.title, {}, run.path}, {"not scored", {}, why}};
    cells.resize(kNumbers + 1, {"–", {}, why});
    return cells;
}

/// Why an image of a table has no rank under the run; "" where it has one.
std::string whyNoRank(const FigureSet* reference, const TermTable& table) {
    if (!reference) return "neither training nor test images are scored under this run";
    return whyNotComparable(table.key, table.setTitle, reference->table->key, reference->title);
}

/// The rank and whom it is among; why there is none.
void addPlace(std::vector<TableCell>& cells, const ComparedRun& run, const TermTable& table,
              double totalNats) {
    const auto* reference = referenceUnder(run);
    auto why = whyNoRank(reference, table);
    std::optional<Rank> rank;
    if (reference && why.empty()) {
        rank = rankAmong(reference->table->logLikelihoods(), totalNats);
        if (!rank) why = "NaN cannot be compared";
    }
    if (!reference || !rank) {
        cells.insert(cells.end(), 2, {"–", {}, why});
        return;
    }
    cells.push_back({fmt::format("{:.1f} %", 100 * rank->shareBelow), 100 * rank->shareBelow,
                     "share of these images that is less likely"});
    cells.push_back({fmt::format("{}, {}", reference->title,
                                 shareText(static_cast<std::int64_t>(rank->n), reference->table->available)),
                     {},
                     weightsWords(reference->table->key.weights)});
}

std::vector<TableCell> rowUnder(const Selection& image, const ComparedRun& run) {
    const auto* scored = setUnder(run, image.setId);
    if (!scored) return notScored(run, "its set is not scored under this run");
    const auto& table = *scored->table;
    const auto row = rowOf(table, image.index);
    if (!row)
        return notScored(
            run, fmt::format("not among the images of {} that are scored under this run, {}", scored->title,
                             countText(static_cast<std::int64_t>(table.rows()), table.available)));
    const double total = table.totalNats(*row);
    const double bits = bitsPerDim(total, table.shape.dims());
    std::vector<TableCell> cells{{run.title, {}, run.path},
                                 realCell(bits, 3, table.words()),
                                 realCell(total, 1),
                                 realCell(table.densities()[*row], 1),
                                 realCell(table.volumes()[*row], 1)};
    addPlace(cells, run, table, total);
    const auto& weights = table.key.weights;
    cells.push_back({weightsWords(weights), static_cast<double>(weights.step),
                     scored->age.empty() ? "the run's own weights" : scored->age});
    return cells;
}

}  // namespace

CellTable imageUnderRuns(const Selection& image, const std::vector<ComparedRun>& runs) {
    CellTable table{.columns = {{"run", {}},
                                {"bits/dim", "less is more likely"},
                                {"log-likelihood\nnats", {}},
                                {"density\nnats", "log-density of the latents, or all of it without volume"},
                                {"volume\nnats", "sum of the log-determinants"},
                                {"rank", "share of the reference that is less likely"},
                                {"among", "the training images where they are scored, else a test set"},
                                {"scored at", "whose numbers these are"}},
                    .rows = {}};
    for (const auto& run : runs) table.rows.push_back(rowUnder(image, run));
    return table;
}

}  // namespace nescio
