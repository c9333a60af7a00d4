// Images that were chosen: of each set, which. A value: it is made, compared, combined and kept like a
// number, and speaks of images by their set and index, never by the row of some table.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image_column.h"

namespace nescio {

/// Indices by set. Sets are named as the columns and the run file name them.
class ImageSelection {
  public:
    ImageSelection() = default;
    /// Images of one set, in any order, each of them once or more.
    ImageSelection(const std::string& setId, std::vector<std::int64_t> indices);

    void add(const std::string& setId, std::int64_t index);
    void removeSet(const std::string& setId) { m_indices.erase(setId); }
    [[nodiscard]] bool contains(const std::string& setId, std::int64_t index) const;
    /// Ascending; none where the set has no image in here.
    [[nodiscard]] const std::vector<std::int64_t>& indicesOf(const std::string& setId) const;
    [[nodiscard]] std::vector<std::string> sets() const;
    [[nodiscard]] std::int64_t count() const;
    /// How many of these images of a set are in here.   Requires: ascending.
    [[nodiscard]] std::int64_t countAmong(const std::string& setId,
                                          const std::vector<std::int64_t>& indices) const;
    [[nodiscard]] bool empty() const { return m_indices.empty(); }
    bool operator==(const ImageSelection&) const = default;

    friend ImageSelection united(const ImageSelection& a, const ImageSelection& b);
    friend ImageSelection common(const ImageSelection& a, const ImageSelection& b);
    friend ImageSelection without(const ImageSelection& a, const ImageSelection& b);

  private:
    std::map<std::string, std::vector<std::int64_t>> m_indices;  ///< no entry is empty
};

/// The images of either, of both, of the first but not the second.
ImageSelection united(const ImageSelection& a, const ImageSelection& b);
ImageSelection common(const ImageSelection& a, const ImageSelection& b);
ImageSelection without(const ImageSelection& a, const ImageSelection& b);

/// Those of exactly one of the two.
ImageSelection eitherOf(const ImageSelection& a, const ImageSelection& b);

/// Calls `what(row)` for every row of a column whose image is selected. Both are ascending: one walk.
template <class Do>
void forRowsOf(const ImageColumn& column, const ImageSelection& images, Do what) {
    const auto& wanted = images.indicesOf(column.setId);
    const auto& known = column.key->indices;
    std::size_t row = 0;
    for (const auto index : wanted) {
        while (row < known.size() && known[row] < index) ++row;
        if (row == known.size()) return;
        if (known[row] == index) what(row);
    }
}

/// What is highlighted wherever images are drawn.
struct Brush {
    ImageSelection chosen;
    std::optional<ImageSelection> filter = {};  ///< the images that count at all; absent: all of them
    bool operator==(const Brush&) const = default;
};

}  // namespace nescio
