// E9: images without any content, and images of nothing but noise.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "datasets/random.h"

namespace nescio::experiments::constants {
namespace {

constexpr const char* kConstants = "constant images";
constexpr const char* kNoise = "uniform noise";

ImageSet likeSet(const ImageShape& shape, const std::string& title, std::int64_t count) {
    ImageSet set{.id = title,
                 .title = title,
                 .source = "synthetic",
                 .shape = shape,
                 .count = count,
                 .available = count};
    set.synthetic = true;
    set.bytes.own().resize(static_cast<std::size_t>(count * shape.dims()));
    return set;
}

/// One image of every level, black to white.
ImageSet constantImages(const ImageShape& shape) {
    auto set = likeSet(shape, kConstants, 256);
    const auto dims = shape.dims();
    for (std::int64_t level = 0; level < 256; ++level)
        std::fill_n(set.bytes.own().begin() + level * dims, dims, static_cast<std::uint8_t>(level));
    return set;
}

ImageSet uniformNoiseImages(const ImageShape& shape, std::int64_t count) {
    auto set = likeSet(shape, kNoise, count);
    Random random(1);
    for (auto& byte : set.bytes.own()) byte = static_cast<std::uint8_t>(random.below(256));
    return set;
}

struct Row {
    std::string title;
    NamedValues bits;
    EvaluatedSet scored;
};

/// Histograms of all but the noise, which lies far off, and what each level of grey gets.
ResultFigure figureOf(const std::vector<Row>& rows, const std::vector<double>& byLevel,
                      const FrozenModel& model) {
    std::vector<NamedValues> near;
    for (const auto& row : rows)
        if (row.title != kNoise) near.push_back(row.bits);
    ResultSeries levels{.label = "constant images", .role = SetRole::Samples, .x = {}, .y = {}};
    for (std::size_t level = 0; level < byLevel.size(); ++level)
        if (std::isfinite(byLevel[level])) {
            levels.x.push_back(static_cast<double>(level));
            levels.y.push_back(byLevel[level]);
        }
    return {.id = "constants",
            .title = "Constant images beside data",
            .note = model.run().title,
            .panels = {histogramPanel(kBitsTitle, near),
                       {.title = {},
                        .xTitle = "level of the constant image (0 black, 255 white)",
                        .yTitle = "bits/dim",
                        .series = {levels}}}};
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    auto sets = input.sets;
    sets.push_back(constantImages(model.shape()));
    sets.push_back(uniformNoiseImages(model.shape(), 256));
    TableBuilder table("order", "Mean log-likelihood, most likely first");
    std::vector<Row> rows;
    std::vector<double> byLevel;
    for (std::size_t s = 0; s < sets.size(); ++s) {
        const auto& set = sets[s];
        auto scored = evaluateSet(input, model, set);
        if (!scored) return std::nullopt;
        const auto bits = scored->table.bitsPerDims();
        if (set.title == kConstants) byLevel = bits;
        const auto role = s < input.sets.size()     ? roleOf(input, s, &model)
                          : set.title == kConstants ? SetRole::Samples
                                                    : SetRole::Other;
        auto values = imagesValued(set, role, scored->table, bits);
        if (s >= input.sets.size()) values.images = nullptr;  // of no set
        rows.push_back({set.title, std::move(values), std::move(*scored)});
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
        .findings = {"Log-likelihood: " + order + ".", evaluationNote(input, rows.front().scored.table)},
        .tables = {table.done()},
        .figures = {figureOf(rows, byLevel, model)}};
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
