// The shape of one image. Every other part of Nescio takes its dimensions from here, never from literals.
#pragma once

#include <cstdint>
#include <string>

namespace nescio {

/// Channels, height and width of one image, in that order (the order of bytes in memory, too).
/// Units: pixels.
struct ImageShape {
    int channels = 0;
    int height = 0;
    int width = 0;

    /// D = C*H*W, the number of byte-valued dimensions of one image.
    [[nodiscard]] std::int64_t dims() const { return std::int64_t{channels} * height * width; }
    bool operator==(const ImageShape&) const = default;
};

/// All images of a shape whose values are whole numbers 0..levels-1: what a model spreads its probability
/// over.
struct ByteSpace {
    ImageShape shape;
    int levels = 256;  ///< fewer only where a test enumerates the whole space
};

/// "1×28×28": channels × height × width, for messages and labels.
std::string toText(const ImageShape& shape);

}  // namespace nescio
