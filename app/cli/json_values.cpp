#include "app/cli/json_values.h"

#include <fmt/format.h>

#include "core/values/number_text.h"

namespace nescio {
std::string toId(SetRole role) {
    switch (role) {
        case SetRole::Train:
            return "train";
        case SetRole::Test:
            return "test";
        case SetRole::OutOfDistribution:
            return "ood";
        case SetRole::Samples:
            return "samples";
        case SetRole::Other:
            break;
    }
    return "other";
}

Json toJson(const ImageShape& shape) {
    return {shape.channels, shape.height, shape.width};
}

Json toJson(const OptionValues& values) {
    Json json = Json::object();
    for (const auto& [id, value] : values) std::visit([&](const auto& held) { json[id] = held; }, value);
    return json;
}

Json toJson(const HistoryRow& row) {
    return {{"step", row.step},
            {"epoch", row.epoch},
            {"bits_per_dim", row.total},
            {"density_bits_per_dim", row.density},
            {"volume_bits_per_dim", row.volume},
            {"validation_bits_per_dim", row.validation},
            {"learning_rate", row.learningRate},
            {"gradient_norm", row.gradientNorm},
            {"images_per_second", row.imagesPerSecond},
            {"elapsed_seconds", row.elapsedSeconds}};
}

Json toJson(const Interval& interval) {
    return {{"value", interval.value}, {"low", interval.low}, {"high", interval.high}};
}

Json toJson(const Composition& composition) {
    Json inputs = Json::array();
    for (const auto& input : composition.inputs)
        inputs.push_back({{"name", input.name},
                          {"measure", input.measure},
                          {"column", input.column},
                          {"unit", input.unit}});
    return {{"id", composition.id},
            {"title", composition.title},
            {"kind", toId(composition.kind)},
            {"formula", composition.formula},
            {"unit", composition.unit},
            {"knows", toId(composition.knows)},
            {"told", composition.told.empty() ? Json(nullptr) : Json(composition.told)},
            {"source", composition.source},
            {"inputs", inputs}};
}

Json setJson(const std::string& id, const std::string& title, std::int64_t n, std::int64_t available,
             bool synthetic) {
    return {{"id", id}, {"title", title}, {"n", n}, {"available", available}, {"synthetic", synthetic}};
}

Json toJson(const TermTable& table) {
    const auto bits = finiteOf(table.bitsPerDims());
    const Mean mean = meanOf(bits);
    Json json = setJson(table.setId, table.setTitle, static_cast<std::int64_t>(table.rows()), table.available,
                        table.synthetic);
    json["role"] = toId(table.role);
    json["bits_per_dim"] = {{"mean", mean.value}, {"standard_error", mean.standardError}};
    json["not_finite"] = table.rows() - bits.size();
    json["tightness"] = toId(table.tightness);
    json["draws"] = table.key.draws;
    json["draw_rule"] = toId(table.key.drawRule);
    json["seed"] = table.key.noiseSeed;
    json["changes"] = table.key.fit;
    json["weights"] = {{"digest", table.key.weights.digest}, {"step", table.key.weights.step}};
    json["fingerprint"] = table.key.set;
    json["part"] = partWords(table.key.indices, table.available);
    json["noise_by"] = toId(table.key.noiseBy);
    json["trained_on"] = table.trainedOn;
    json["seconds_per_image"] = table.secondsPerImage;
    return json;
}

Json outcomeJson(const RunSummary& run) {
    Json json = {{"run", run.path},
                 {"title", run.title},
                 {"state", toId(run.state)},
                 {"step", run.step},
                 {"total_steps", run.totalSteps},
                 {"model", run.spec.model},
                 {"preset", run.spec.preset},
                 {"seed", run.spec.seed},
                 {"members", run.spec.members},
                 {"companion_of", run.spec.companionOf.empty() ? Json(nullptr) : Json(run.spec.companionOf)},
                 {"parameters", run.parameters},
                 {"shape", toJson(run.shape)},
                 {"train_set", setJson(run.trainSetId, run.trainSetTitle, run.trainCount, run.trainAvailable,
                                       run.synthetic)},
                 {"last", nullptr}};
    if (!run.history.empty()) json["last"] = toJson(run.history.back());
    return json;
}

std::string membersText(const RunSpec& spec) {
    const auto last = spec.seed + static_cast<std::uint64_t>(spec.members) - 1;
    return fmt::format("ensemble of {} members, seeds {} to {}", spec.members, spec.seed, last);
}

}  // namespace nescio
