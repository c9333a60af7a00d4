#include "core/math/for_processors.h"

namespace nescio {
namespace {

NESCIO_FOR_PROCESSORS float squareMinus(float x, float y) {
    return x * x - y;
}

}  // namespace

bool usesNewInstructions() {
    // (1 + 2^-12)^2 ends in 2^-24, which a product that is rounded by itself loses. From memory: not computed
    // by the compiler.
    volatile float x = 1.0F + 0x1p-12F, y = 1.0F + 0x1p-11F;
    return squareMinus(x, y) != 0;
}

}  // namespace nescio
