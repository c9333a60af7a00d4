// The rows of a column in the order of their values, so that the images of a range are found without asking
// every one: a brush that follows a hand has no time for a million.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/values/image_column.h"
#include "core/values/image_selection.h"

namespace nescio {

/// An ordered column.   Four bytes an image beside its value.   Thread: any; made on a lane.
class ValueOrder {
  public:
    /// Rows without a number have no place.   Requires: fewer than 2^32 rows.
    explicit ValueOrder(std::shared_ptr<const ImageColumn> column);

    [[nodiscard]] const ImageColumn& column() const { return *m_column; }
    [[nodiscard]] std::shared_ptr<const ImageColumn> shared() const { return m_column; }
    /// Rows by ascending value; equal values by row.
    [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return m_rows; }
    /// Those of values in [low, high], by ascending value; none where a bound is no number.
    [[nodiscard]] std::span<const std::uint32_t> rowsBetween(double low, double high) const;
    /// Their images.
    [[nodiscard]] ImageSelection imagesBetween(double low, double high) const;

  private:
    std::shared_ptr<const ImageColumn> m_column;
    std::vector<std::uint32_t> m_rows;
};

}  // namespace nescio
