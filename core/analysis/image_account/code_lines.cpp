#include <fmt/format.h>

#include "core/analysis/image_account/sections.h"
#include "core/values/failure.h"
#include "datasets/code_length.h"

namespace nescio {
namespace {

constexpr double kBitsPerByte = 8;

CodeAccount codeOf(const CodeKind& kind, const Image& image) {
    const auto bytes = codeLength(kind, image.shape, image.bytes);
    return {.id = kind.id,
            .title = kind.title,
            .library = kind.library,
            .bits = kBitsPerByte * static_cast<double>(bytes),
            .netBits = kBitsPerByte * static_cast<double>(bytes - constantCodeLength(kind, image.shape)),
            .bitsPerDim = codeBitsPerDim(bytes, image.shape)};
}

}  // namespace

std::vector<CodeAccount> codesOf(const Image& image, std::vector<std::string>& missing) {
    std::vector<CodeAccount> codes;
    for (const auto* id : {"png", "webp", "jpeg_xl"}) try {
            codes.push_back(codeOf(codeKind(id), image));
        } catch (const Error& error) {
            missing.push_back(fmt::format("Code length: {}.", error.what()));
        }
    return codes;
}

}  // namespace nescio
