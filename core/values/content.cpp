#include "core/values/content.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "core/values/image.h"

namespace nescio {
namespace {

std::vector<std::int64_t> probesOf(std::int64_t available) {
    std::vector<std::int64_t> probes;
    for (std::int64_t p = 0; p < kProbes; ++p) probes.push_back(p * available / kProbes);
    return probes;
}

/// Where the images `wanted` of the source lie in this set; nothing when one of them is not held.
std::vector<std::int64_t> placesOf(const ImageSet& set, const std::vector<std::int64_t>& wanted) {
    std::vector<std::int64_t> places;
    for (const auto index : wanted) {
        if (set.indices.empty()) {
            if (index >= set.count) return {};
            places.push_back(index);
            continue;
        }
        const auto found = std::lower_bound(set.indices.begin(), set.indices.end(), index);
        if (found == set.indices.end() || *found != index) return {};
        places.push_back(found - set.indices.begin());
    }
    return places;
}

}  // namespace

std::uint64_t contentOf(std::span<const std::uint8_t> bytes) {
    return XXH3_64bits(bytes.data(), bytes.size());
}

std::vector<std::uint64_t> contentsOf(const ImageSet& set) {
    std::vector<std::uint64_t> contents;
    contents.reserve(static_cast<std::size_t>(set.count));
    const auto dims = static_cast<std::size_t>(set.shape.dims());
    for (std::int64_t i = 0; i < set.count; ++i) {
        contents.push_back(contentOf(set.image(i)));
        set.bytes.forget(static_cast<std::size_t>(i) * dims, dims);
    }
    return contents;
}

struct Digest::State {
    XXH3_state_t hash;
};

Digest::Digest() : m_state(std::make_unique<State>()) {
    XXH3_128bits_reset(&m_state->hash);
}

Digest::~Digest() = default;

Digest& Digest::add(std::span<const std::byte> bytes) {
    XXH3_128bits_update(&m_state->hash, bytes.data(), bytes.size());
    return *this;
}

Digest& Digest::add(std::string_view text) {
    // The length first: “ab”, “c” and “a”, “bc” differ.
    return add(std::uint64_t{text.size()}).add(std::as_bytes(std::span(text.data(), text.size())));
}

Digest& Digest::add(std::uint64_t number) {
    return add(std::as_bytes(std::span(&number, 1)));
}

std::string Digest::text() const {
    const auto bits = XXH3_128bits_digest(&m_state->hash);
    return fmt::format("{:016x}{:016x}", bits.high64, bits.low64);
}

std::vector<std::int64_t> evenIndices(std::int64_t available, std::int64_t n) {
    if (n <= 0 || n >= available) {
        std::vector<std::int64_t> all(static_cast<std::size_t>(std::max<std::int64_t>(0, available)));
        std::iota(all.begin(), all.end(), std::int64_t{0});
        return all;
    }
    std::vector<std::int64_t> chosen;
    if (n < kProbes && available > kProbes) {  // some of the probes: whoever reads those has these, too
        const auto probes = probesOf(available);
        for (std::int64_t i = 0; i < n; ++i)
            chosen.push_back(probes[static_cast<std::size_t>(i * kProbes / n)]);
        return chosen;
    }
    for (std::int64_t i = 0; i < n; ++i) chosen.push_back(i * available / n);
    if (n < kProbes) return chosen;
    for (const auto probe : probesOf(available)) {
        const auto after = std::upper_bound(chosen.begin(), chosen.end(), probe);
        *std::prev(after) = probe;
    }
    return chosen;
}

std::string fingerprintOf(const ImageSet& set) {
    auto places = set.available <= kProbes ? placesOf(set, evenIndices(set.available, 0))
                                           : placesOf(set, probesOf(set.available));
    if (places.empty()) places = evenIndices(set.count, 0);
    Digest digest;
    digest.add(static_cast<std::uint64_t>(set.available));
    for (const int side : {set.shape.channels, set.shape.height, set.shape.width})
        digest.add(static_cast<std::uint64_t>(side));
    for (const auto place : places) digest.add(contentOf(set.image(place)));
    return digest.text();
}

}  // namespace nescio
