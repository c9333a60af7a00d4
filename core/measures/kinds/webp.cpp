// Lossless WebP, with all the effort it has.

#include "core/measures/code_length_measure.h"

namespace nescio::measures::webp {

MeasureKind kind() {
    return codeLengthMeasure("webp", "length of the lossless WebP code");
}

}  // namespace nescio::measures::webp
