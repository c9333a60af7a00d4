#include "core/scores/code_scores.h"

namespace nescio {

const std::vector<CodeFormat>& codeFormats() {
    static const std::vector<CodeFormat> formats{
        {"png", "PNG"}, {"webp", "lossless WebP"}, {"jpeg_xl", "lossless JPEG XL"}};
    return formats;
}

std::vector<double> codeBitsPerDim(const SetColumns& columns, const std::string& code,
                                   const std::string& column) {
    auto values = columns.values(code, column);
    for (double& value : values) value *= 8.0 / static_cast<double>(columns.terms->shape.dims());
    return values;
}

}  // namespace nescio
