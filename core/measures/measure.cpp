#include "core/measures/measure.h"

#include <fmt/format.h>

#include "core/density/frozen_batches.h"
#include "core/values/content.h"
#include "core/values/failure.h"
#include "core/values/kind_lookup.h"

namespace nescio {
namespace {

const FrozenModel* modelFor(const MeasureKind& kind, const MeasureInput& input) {
    if (kind.need == MeasureNeed::Images) return nullptr;
    return kind.need == MeasureNeed::Model ? input.model : input.second;
}

void requireMeasurable(const MeasureKind& kind, const MeasureInput& input) {
    if (kind.need == MeasureNeed::Images) return;
    const auto* model = modelFor(kind, input);
    if (!model)
        throw UnsupportedError(fmt::format("measure {}: expected {}, found none", kind.id,
                                           kind.need == MeasureNeed::Model ? "a model" : "a second run"));
    requireSameShape(fmt::format("measuring “{}”", input.set.title), model->shape(), input.set.shape);
    if (const auto why = kind.whyNot(*model); !why.empty())
        throw UnsupportedError(fmt::format("measure {}: {}", kind.id, why));
}

void requireOneValueAnImage(const MeasureKind& kind, const Measurement& measurement) {
    for (const auto& column : measurement.columns)
        if (column.values.size() != measurement.key->indices.size())
            throw DataError(fmt::format("measure {}: expected {} values of {}, found {}", kind.id,
                                        measurement.key->indices.size(), column.name, column.values.size()));
}

}  // namespace

const MeasureKind& measureKind(const std::string& id) {
    return kindNamed(measureKinds(), "measure", id);
}

ColumnKey keyOf(const MeasureKind& kind, const MeasureInput& input) {
    if (const auto* model = modelFor(kind, input)) return model->keyFor(input.set, input.evaluation);
    auto key = keyOfImages(input.set);
    key.drawRule = DrawRule::Once;
    return key;
}

std::optional<Measurement> measured(const MeasureKind& kind, const MeasureInput& input) {
    requireMeasurable(kind, input);
    const auto start = JobClock::now();
    auto columns = kind.measure(input);
    if (!columns) return std::nullopt;
    const auto* model = modelFor(kind, input);
    Measurement made{
        .measure = kind.id,
        .setId = input.set.id,
        .setTitle = input.set.title,
        .kind = model ? ColumnKind::ScoreInput : ColumnKind::ModelFree,
        .tightness = model ? model->tightness() : Tightness::Exact,
        .key = std::make_shared<const ColumnKey>(keyOf(kind, input)),
        .columns = std::move(*columns),
        .knows = kind.need == MeasureNeed::SecondModel ? Knowledge::SecondModel : Knowledge::Nothing};
    requireOneValueAnImage(kind, made);
    if (input.set.count > 0)
        made.secondsPerImage = secondsSince(start) / static_cast<double>(input.set.count);
    return made;
}

}  // namespace nescio
