// From the numbers of an array to bytes: which rule the range of all of them asks for, and whether it is
// exact.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "datasets/arrays/number_type.h"

namespace nescio {

/// byte = (number + shift) · scale, rounded.
struct ByteRule {
    double shift = 0;
    double scale = 1;
    std::string change;  ///< for the set's changes; empty: the numbers are the bytes

    [[nodiscard]] std::uint8_t operator()(double number) const;
};

/// Gathers what must be known of the numbers before they become bytes.
class ValueRange {
  public:
    explicit ValueRange(const NumberType& type) : m_type(type) {}

    void add(std::span<const double> numbers);

    /// The rule that makes all of them bytes: exactly, or rounded where the user agrees (`round`).
    /// Throws: RoundingError where it would have to round; DataError with the path, the type, the range found
    /// and what to do.
    [[nodiscard]] ByteRule rule(const std::string& path, bool round) const;

  private:
    /// How numbers may stand for bytes, in the order in which they are tried.
    enum Kind { Unit, Whole, Symmetric, Sixteen, Kinds };

    [[nodiscard]] Kind kindOf() const;

    NumberType m_type;
    double m_least = 0, m_most = 0;
    std::int64_t m_count = 0, m_notFinite = 0;
    std::array<double, Kinds> m_error{};  ///< the largest distance to a whole number
};

}  // namespace nescio
