// What bytes are, in a few letters: the identity of images, of sets and of weights. Names of files and
// folders change and repeat; content does not. Source: Collet, xxHash (XXH3), https://xxhash.com. Fast and
// well spread, not made against forgers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nescio {

struct ImageSet;

/// The content of one image: 64 bits of its bytes.
std::uint64_t contentOf(std::span<const std::uint8_t> bytes);

/// The content of every image of a set, in its order.
std::vector<std::uint64_t> contentsOf(const ImageSet& set);

/// Gathers bytes piece by piece into 128 bits.
class Digest {
  public:
    Digest();
    ~Digest();
    Digest(const Digest&) = delete;
    Digest& operator=(const Digest&) = delete;

    Digest& add(std::span<const std::byte> bytes);
    Digest& add(std::string_view text);
    Digest& add(std::uint64_t number);
    /// 32 hexadecimal digits of all that was added.
    [[nodiscard]] std::string text() const;

  private:
    struct State;  ///< the library's, which stays in the source file
    std::unique_ptr<State> m_state;
};

/// Images that stand for their set, spread evenly: enough to know it by, few enough to read of any set.
inline constexpr std::int64_t kProbes = 16;

/// n of 0..available-1 in order, spread evenly, so that a set sorted by class gives of every class; all of
/// them when n <= 0 or n >= available. From kProbes on, every choice has the same kProbes images in it; fewer
/// are some of those.
std::vector<std::int64_t> evenIndices(std::int64_t available, std::int64_t n);

/// What a set is, whatever its files are called: number, shape and probes of its images. Two sets that agree
/// in these count as one; where other images differ, the content kept of each image tells.
/// Requires: a whole set, or a part of it that has its probes (evenIndices of kProbes or more); of any other
/// part, the fingerprint is of these images alone.
std::string fingerprintOf(const ImageSet& set);

}  // namespace nescio
