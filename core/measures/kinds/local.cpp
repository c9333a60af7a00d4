// A model that sees only the nearest pixels: what it knows is texture.

#include "core/measures/second_likelihood.h"

namespace nescio::measures::local {

MeasureKind kind() {
    return secondLikelihood("local", "log-likelihood under a local model", "Zhang et al. 2021");
}

}  // namespace nescio::measures::local
