// E9: images without any content, and images of nothing but noise.

#include <algorithm>

#include <fmt/format.h>

#include "core/analysis/scored.h"
#include "datasets/random.h"

namespace nescio::experiments::constants {
namespace {

ImageSet likeSet(const ImageShape& shape, const std::string& title, std::int64_t count) {
    ImageSet set{.id = title,
                 .title = title,
                 .source = "synthetic",
                 .shape = shape,
                 .count = count,
                 .available = count};
    set.synthetic = true;
    set.bytes.resize(static_cast<std::size_t>(count * shape.dims()));
    return set;
}

/// One image of every level, black to white.
ImageSet constantImages(const ImageShape& shape) {
    auto set = likeSet(shape, "constant images", 256);
    const auto dims = shape.dims();
    for (std::int64_t level = 0; level < 256; ++level)
        std::fill_n(set.bytes.begin() + level * dims, dims, static_cast<std::uint8_t>(level));
    return set;
}

ImageSet uniformNoiseImages(const ImageShape& shape, std::int64_t count) {
    auto set = likeSet(shape, "uniform noise", count);
    Random random(1);
    for (auto& byte : set.bytes) byte = static_cast<std::uint8_t>(random.below(256));
    return set;
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    auto sets = input.sets;
    sets.push_back(constantImages(model.shape()));
    sets.push_back(uniformNoiseImages(model.shape(), 256));
    TableBuilder table("order", "Mean log-likelihood, most likely first");
    struct Row {
        std::string title;
        ScoredSet scored;
    };
    std::vector<Row> rows;
    for (const auto& set : sets) {
        auto scored = scoreFor(input, model, set);
        if (!scored) return std::nullopt;
        rows.push_back({set.title, std::move(*scored)});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        return a.scored.logLikelihood.value > b.scored.logLikelihood.value;
    });
    std::string order;
    for (const auto& row : rows) {
        order += (order.empty() ? "" : " > ") + row.title;
        table.word("set", row.title)
            .number("n", "images", static_cast<double>(row.scored.logLikelihood.n))
            .number("mean log p", "nats", row.scored.logLikelihood.value)
            .number("mean bits/dim", "bits/dim", row.scored.bitsPerDim.value)
            .number("s.e. of bits/dim", "bits/dim", row.scored.bitsPerDim.standardError);
    }
    return ExperimentResult{
        .findings = {"Log-likelihood: " + order + ".", scoringNote(rows.front().scored.table)},
        .tables = {table.done()}};
}

}  // namespace

ExperimentKind kind() {
    return {.id = "constants",
            .title = "Constants and noise",
            .source = "Nalisnick et al. 2019, appendix (E9)",
            .what = "One model: its sets beside constant images of all 256 levels and uniform noise.",
            .fewestModels = 1,
            .mostModels = 1,
            .run = run};
}

}  // namespace nescio::experiments::constants
