// Bytes that stand over others: what a change of a file would overwrite, before any of it is overwritten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace nescio {

/// Pieces that do not overlap, by offset in the file.
class Patch {
  public:
    using Pieces = std::map<std::uint64_t, std::vector<std::byte>>;

    /// Later bytes win over earlier ones.
    void put(std::uint64_t offset, std::span<const std::byte> bytes);
    /// Lays the pieces over `bytes`, which were read from the file at `offset`.
    void layOver(std::uint64_t offset, std::span<std::byte> bytes) const;
    [[nodiscard]] const Pieces& pieces() const { return m_pieces; }

  private:
    /// The first piece that ends behind `offset`.
    [[nodiscard]] Pieces::const_iterator firstBehind(std::uint64_t offset) const;

    Pieces m_pieces;
};

}  // namespace nescio
