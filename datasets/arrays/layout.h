// Which axis of an array is which: images, channels, rows, columns. Where a shape can be read in two ways,
// one of them is taken and the other one told.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nescio {

/// Where image n, channel c, row y, column x lies: the numbers of each and the steps between them, counted in
/// elements of the array.
struct ArrayLayout {
    std::array<std::int64_t, 4> count{};   ///< N, C, H, W
    std::array<std::int64_t, 4> stride{};  ///< of the same
    bool single = false;                   ///< the whole array is one image: no axis counts them
    std::string remark;                    ///< how it was read, where that can be doubted
    std::string refusal;                   ///< "expected …, found …; what to do": it holds no images

    /// Elements of one image, and of the array.
    [[nodiscard]] std::int64_t dims() const { return count[1] * count[2] * count[3]; }
    /// Whether each image lies in one piece, before the next one.
    [[nodiscard]] bool isRowwise() const { return count[0] == 1 || stride[0] == dims(); }
    /// Whether the elements lie as in a set: image by image, channel by channel, row by row.
    [[nodiscard]] bool isOrdered() const;
};

/// Reads a shape:
///   [N,H,W], [N,H,W,C], [N,C,H,W], [H,W,C,N]   C being 1 or 3
///   [N,D]                                      flattened squares; three planes where D is three squares
///   [H,W], [H,W,C]                             one image
/// `fortran`: the first axis is the one whose elements lie side by side.
ArrayLayout layoutOf(const std::vector<std::int64_t>& shape, bool fortran);

/// The square, or the three squares one after the other, that n values make; from 8×8 on.
struct FlatSquare {
    std::int64_t channels = 0;  ///< 1 or 3
    std::int64_t side = 0;
};
std::optional<FlatSquare> flatSquareOf(std::int64_t n);

/// "[60000,28,28]".
std::string shapeText(const std::vector<std::int64_t>& shape);

}  // namespace nescio
