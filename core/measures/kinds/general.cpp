// A model of many kinds of images: any run of the same shape that is named as one.

#include "core/measures/second_likelihood.h"

namespace nescio::measures::general {

MeasureKind kind() {
    return secondLikelihood("general", "log-likelihood under a general model", "Schirrmeister et al. 2020");
}

}  // namespace nescio::measures::general
