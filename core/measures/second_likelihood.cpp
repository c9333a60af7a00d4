#include "core/measures/second_likelihood.h"

namespace nescio {

MeasureKind secondLikelihood(const std::string& id, const std::string& title, const std::string& source) {
    MeasureKind kind{.id = id,
                     .title = title,
                     .cost = "one forward pass of the other model",
                     .source = source,
                     .need = MeasureNeed::SecondModel};
    kind.measure = [](const MeasureInput& input) -> std::optional<std::vector<MeasuredColumn>> {
        const auto table = input.second->evaluate(input.set, input.evaluation, input.stop, input.board);
        if (!table) return std::nullopt;
        return std::vector{MeasuredColumn{"log_likelihood", "nats", table->logLikelihoods()}};
    };
    return kind;
}

}  // namespace nescio
