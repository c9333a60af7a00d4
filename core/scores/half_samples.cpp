#include "core/scores/half_samples.h"

#include <algorithm>
#include <bit>

namespace nescio {
namespace {

constexpr std::size_t kBits = 64;

std::vector<std::uint32_t> placesOf(const std::vector<std::uint32_t>& counts, std::size_t n) {
    std::vector<std::uint32_t> places;
    places.reserve(n);
    for (std::size_t place = 0; place < counts.size(); ++place)
        places.insert(places.end(), counts[place], static_cast<std::uint32_t>(place));
    return places;
}

std::size_t halfOf(std::size_t n) {
    return std::max<std::size_t>(1, n / 2);
}

}  // namespace

HalfSamples::HalfSamples(const ScoreOrder& whole, std::uint64_t seed)
    : m_placeOfIn(placesOf(whole.in, whole.nIn)),
      m_placeOfOut(placesOf(whole.out, whole.nOut)),
      m_half{.in = std::vector<std::uint32_t>(whole.in.size()),
             .out = std::vector<std::uint32_t>(whole.out.size()),
             .nIn = halfOf(whole.nIn),
             .nOut = halfOf(whole.nOut)},
      m_generator(seed) {}

const ScoreOrder& HalfSamples::next() {
    draw(m_placeOfIn, m_half.nIn, m_half.in);
    draw(m_placeOfOut, m_half.nOut, m_half.out);
    return m_half;
}

/// A fair bit an image, and then as many images added or removed at random as are missing or too many: every
/// set of `size` images comes equally often.
void HalfSamples::draw(const std::vector<std::uint32_t>& placeOf, std::size_t size,
                       std::vector<std::uint32_t>& counts) {
    const auto n = placeOf.size();
    m_chosen.assign((n + kBits - 1) / kBits, 0);
    for (auto& word : m_chosen) word = m_generator();
    if (n % kBits != 0) m_chosen.back() &= (std::uint64_t{1} << n % kBits) - 1;
    std::size_t chosen = 0;
    for (const auto word : m_chosen) chosen += static_cast<std::size_t>(std::popcount(word));
    while (chosen != size) {
        const auto image = m_generator() % n;  // its bias is below 2^-40
        const auto bit = std::uint64_t{1} << image % kBits;
        auto& word = m_chosen[image / kBits];
        const bool isChosen = (word & bit) != 0;
        if (isChosen == (chosen < size)) continue;
        word ^= bit;
        chosen = isChosen ? chosen - 1 : chosen + 1;
    }
    std::fill(counts.begin(), counts.end(), 0);
    for (std::size_t image = 0; image < n; ++image)
        counts[placeOf[image]] += static_cast<std::uint32_t>(m_chosen[image / kBits] >> image % kBits & 1);
}

}  // namespace nescio
