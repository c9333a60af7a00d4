// PNG at its highest level: the code of the published complexity score.

#include "core/measures/code_length_measure.h"

namespace nescio::measures::png {

MeasureKind kind() {
    return codeLengthMeasure("png", "length of the PNG code, level 9");
}

}  // namespace nescio::measures::png
