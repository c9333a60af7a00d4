// A model trained on images whose bytes were replaced at random: what it knows is background.

#include "core/measures/second_likelihood.h"

namespace nescio::measures::background {

MeasureKind kind() {
    return secondLikelihood("background", "log-likelihood under a background model", "Ren et al. 2019");
}

}  // namespace nescio::measures::background
