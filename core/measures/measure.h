// Measures: what is computed of every image of a set, once, and kept, for scores to be computed from.
// A new one is one file in core/measures/kinds/ that defines `nescio::measures::<id>::kind()`.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/measurement.h"

namespace nescio {

/// What a measure works on.
struct MeasureInput {
    const ImageSet& set;  ///< of the model's shape
    const FrozenModel* model = nullptr;
    const FrozenModel* second = nullptr;  ///< the other run, where the measure takes one
    EvaluateOptions evaluation = {};
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;
};

/// What has to be there for a measure.
enum class MeasureNeed {
    Images,      ///< the images alone
    Model,       ///< the run's model
    SecondModel  ///< another run's model
};

/// A registered measure.
struct MeasureKind {
    std::string id;     ///< lower_snake
    std::string title;  ///< "length of the PNG code"
    std::string cost;   ///< of an image, in words: "one backward pass"
    std::string source;
    MeasureNeed need = MeasureNeed::Images;
    bool onRequest = false;  ///< takes so long that it is measured only where it is asked for by name
    /// Why it cannot be had of a model, one sentence; "" where it can. Not asked where it needs none.
    std::function<std::string(const FrozenModel&)> whyNot = [](const FrozenModel&) { return std::string(); };
    /// nullopt when stopped. Callers use measured().   Throws: UnsupportedError, DeviceMemoryError.
    std::function<std::optional<std::vector<MeasuredColumn>>(const MeasureInput&)> measure;
};

/// All measures, alphabetical by id.
const std::vector<MeasureKind>& measureKinds();
/// Throws: OptionError naming the known ids.
const MeasureKind& measureKind(const std::string& id);

/// The key that the numbers of a measure will have: what tells whether they are there already.
ColumnKey keyOf(const MeasureKind& kind, const MeasureInput& input);

/// Measures, and says whose the numbers are and what they took. nullopt when stopped.
/// Throws: UnsupportedError (the model cannot, or a model is missing), ShapeError, DeviceMemoryError.
std::optional<Measurement> measured(const MeasureKind& kind, const MeasureInput& input);

}  // namespace nescio
