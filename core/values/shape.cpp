#include "core/values/shape.h"

namespace nescio {

std::string toText(const ImageShape& shape) {
    return std::to_string(shape.channels) + "×" + std::to_string(shape.height) + "×" +
           std::to_string(shape.width);
}

}  // namespace nescio
