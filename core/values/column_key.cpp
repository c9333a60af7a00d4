#include "core/values/column_key.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "core/values/content.h"
#include "core/values/failure.h"
#include "core/values/image.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

template <class T>
void addAll(Digest& digest, const std::vector<T>& values) {
    digest.add(std::uint64_t{values.size()}).add(std::as_bytes(std::span(values)));
}

}  // namespace

ColumnKey keyOfImages(const ImageSet& set) {
    ColumnKey key{.set = set.fingerprint.empty() ? fingerprintOf(set) : set.fingerprint,
                  .indices = set.indices,
                  .contents = contentsOf(set),
                  .fit = set.changes};
    if (key.indices.empty()) {
        key.indices.resize(static_cast<std::size_t>(set.count));
        std::iota(key.indices.begin(), key.indices.end(), std::int64_t{0});
    }
    return key;
}

std::string digestOf(const ColumnKey& key) {
    Digest digest;
    digest.add(key.set);
    addAll(digest, key.indices);
    addAll(digest, key.contents);
    for (const auto& change : key.fit) digest.add(change);
    digest.add(static_cast<std::uint64_t>(key.draws))
        .add(static_cast<std::uint64_t>(key.drawRule))
        .add(key.noiseSeed)
        .add(static_cast<std::uint64_t>(key.noiseBy))
        .add(key.weights.digest)
        .add(static_cast<std::uint64_t>(key.weights.step));
    return digest.text().substr(0, 16);
}

std::string partWords(const std::vector<std::int64_t>& indices, std::int64_t available) {
    const auto n = static_cast<std::int64_t>(indices.size());
    if (n >= available || n == 0) return "";
    if (indices.front() == 0 && indices.back() == n - 1) return "the first";
    return indices == evenIndices(available, n) ? "spread evenly" : "chosen";
}

std::string weightsWords(const WeightsId& weights) {
    return weights.step < 0 ? "weights not recorded" : fmt::format("step {}", countText(weights.step));
}

std::string whyNotComparable(const ColumnKey& a, const std::string& aTitle, const ColumnKey& b,
                             const std::string& bTitle) {
    const auto differ = [&](const char* what, const std::string& first, const std::string& second) {
        return fmt::format("expected {}, found {} for {} and {} for {}", what, first, aTitle, second, bTitle);
    };
    if (a.weights != b.weights) {
        const bool sameStep = a.weights.step == b.weights.step;
        return differ("numbers of the same weights", weightsWords(a.weights),
                      weightsWords(b.weights) + (sameStep ? " of another training" : ""));
    }
    if (a.drawRule != b.drawRule || a.draws != b.draws)
        return differ("numbers of as many draws", drawWords(a.drawRule, a.draws),
                      drawWords(b.drawRule, b.draws));
    return "";
}

std::vector<std::string> remarksOn(const ColumnKey& a, const std::string& aTitle, const ColumnKey& b,
                                   const std::string& bTitle) {
    std::vector<std::string> remarks;
    if (!a.weights.known()) remarks.emplace_back("which weights the numbers are of was not recorded");
    if (a.drawRule != DrawRule::Once && a.noiseBy != b.noiseBy)
        remarks.emplace_back("their noise is keyed differently");
    if (const auto shared = sharedImages(a.contents, b.contents); shared > 0)
        remarks.push_back(fmt::format("{} of {} images of {} are also in {}", countText(shared),
                                      countText(static_cast<std::int64_t>(a.contents.size())), aTitle,
                                      bTitle));
    return remarks;
}

std::int64_t sharedImages(const std::vector<std::uint64_t>& images,
                          const std::vector<std::uint64_t>& others) {
    const std::unordered_set<std::uint64_t> known(others.begin(), others.end());
    return std::count_if(images.begin(), images.end(),
                         [&](std::uint64_t image) { return known.contains(image); });
}

std::string toId(NoiseBy by) {
    return by == NoiseBy::Index ? "index" : "content";
}

NoiseBy noiseByFromId(const std::string& id) {
    if (id == "index") return NoiseBy::Index;
    if (id == "content") return NoiseBy::Content;
    throw RunFileError("noise: expected “index” or “content”, found “" + id + "”");
}

}  // namespace nescio
