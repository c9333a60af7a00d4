// The likelihood of images under another run's model.
#pragma once

#include <string>

#include "core/measures/measure.h"

namespace nescio {

/// A measure `id` with the one column `log_likelihood`.   Units: nats.
MeasureKind secondLikelihood(const std::string& id, const std::string& title, const std::string& source);

}  // namespace nescio
