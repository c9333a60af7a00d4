// Lossless JPEG XL at the effort that its library takes by itself.

#include "core/measures/code_length_measure.h"

namespace nescio::measures::jpeg_xl {

MeasureKind kind() {
    return codeLengthMeasure("jpeg_xl", "length of the lossless JPEG XL code");
}

}  // namespace nescio::measures::jpeg_xl
