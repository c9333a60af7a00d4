#include "core/scores/typicality.h"

#include <cmath>

#include <fmt/format.h>

#include "core/scores/image_groups.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

ScoreState meanOfReference(const SetColumns& reference) {
    const auto mean = meanOf(finiteOf(reference.terms->logLikelihoods()));
    if (mean.n == 0)
        throw DataError(
            fmt::format("typicality: expected finite log-likelihoods as reference, found none of “{}”",
                        reference.terms->setTitle));
    return {{{"mean", {mean.value}}}};
}

std::vector<ScoreClaim> claimsOf(std::int64_t m, Sides sides) {
    const std::string read = "read in public code or outputs";
    if (sides == Sides::Below) return {};
    if (m == 10)
        return {{"fashion-mnist", "mnist", 0.87, "M = 10", read}, {"cifar-10", "svhn", 0.96, "M = 10", read}};
    if (m == 1)
        return {{"cifar-10", "svhn", 0.71, "M = 1, the lowest", read},
                {"cifar-10", "svhn", 0.79, "M = 1, the highest", read}};
    return {};
}

}  // namespace

ScoreKind typicalityOf(std::int64_t m, Sides sides) {
    const bool both = sides == Sides::Both;
    const auto base = both ? std::string("typicality") : std::string("typicality_one_sided");
    const auto title = both ? std::string("typicality") : std::string("typicality, one-sided");
    const auto distance =
        m == 1 ? "log p − mean of training" : "mean log p of the M images − mean of training";
    ScoreKind kind{.id = m == 1 ? base : fmt::format("{}_{}", base, m),
                   .title = m == 1 ? title : fmt::format("{}, M = {}", title, m),
                   .formula = both ? fmt::format("|{}|", distance) : fmt::format("−({})", distance),
                   .unit = "nats",
                   .knows = Knowledge::TrainingStatistics,
                   .cost = "one forward pass",
                   .source = "Nalisnick et al. 2019b, Detecting out-of-distribution inputs using typicality",
                   .needs = "any terms",
                   .images = m,
                   .claims = claimsOf(m, sides),
                   .fit = meanOfReference};
    kind.evaluate = [m, both](const SetColumns& columns, const ScoreState& state) {
        const double mean = state.number("mean");
        auto values = groupMeans(columns.terms->logLikelihoods(), columns.terms->key, m);
        for (double& value : values) value = both ? std::abs(value - mean) : mean - value;
        return values;
    };
    if (m == 1) kind.together = [sides](std::int64_t images) { return typicalityOf(images, sides); };
    return kind;
}

}  // namespace nescio
