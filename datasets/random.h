// Random numbers for drawing: a counter run through a mixing function, so that every image has a stream of
// its own and the numbers are the same with every compiler and library.
#pragma once

#include <cstdint>

namespace nescio {

/// One stream of numbers.   Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number
/// generators" (splitmix64).
class Random {
  public:
    explicit Random(std::uint64_t key) : m_state(key) {}

    /// A key that depends on both parts in all bits, for keys of keys.
    static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
        return scramble(scramble(a + kStep) ^ (b + kStep));
    }

    std::uint64_t bits() { return scramble(m_state += kStep); }
    /// Uniform in [0, 1).
    float unit() { return static_cast<float>(bits() >> 40) * 0x1p-24F; }
    /// Uniform in [low, high).
    float between(float low, float high) { return low + (high - low) * unit(); }
    /// Uniform over 0 .. n - 1.   Requires: n >= 1.
    int below(int n) { return static_cast<int>((bits() >> 32) * static_cast<std::uint64_t>(n) >> 32); }
    bool chance(float probability) { return unit() < probability; }

  private:
    static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;
    static constexpr std::uint64_t scramble(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state;
};

}  // namespace nescio
