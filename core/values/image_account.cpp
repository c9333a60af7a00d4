#include "core/values/image_account.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace nescio {
namespace {

/// The entry of a list that stands for the same thing; null where there is none.
template <class Entry, class Same>
const Entry* counterpart(const std::vector<Entry>& list, Same same) {
    const auto found = std::find_if(list.begin(), list.end(), same);
    return found == list.end() ? nullptr : &*found;
}

bool samePart(const LikelihoodPart& a, const LikelihoodPart& b) {
    return a.kind == b.kind && a.member == b.member && a.level == b.level && a.step == b.step &&
           a.label == b.label;
}

void addBits(const ImageAccount& a, const ImageAccount& b, std::vector<DifferenceLine>& lines) {
    for (const auto& line : a.bits.lines) {
        const auto* other =
            counterpart(b.bits.lines, [&](const BitsLine& one) { return one.info == line.info; });
        if (other) lines.push_back({"bits", line.info.label, "bits/dim", line.bitsPerDim, other->bitsPerDim});
    }
    lines.push_back({"bits", "total", "bits/dim", a.bits.bitsPerDim, b.bits.bitsPerDim});
}

void addCodes(const ImageAccount& a, const ImageAccount& b, std::vector<DifferenceLine>& lines) {
    lines.push_back({"codes", "−log2 p", "bits", a.informationBits(), b.informationBits()});
    for (const auto& code : a.codes)
        if (const auto* other =
                counterpart(b.codes, [&](const CodeAccount& one) { return one.id == code.id; }))
            lines.push_back({"codes", code.title, "bits", code.bits, other->bits});
}

std::optional<PixelAccount> mapDifference(const ImageAccount& a, const ImageAccount& b) {
    if (!a.pixels || !b.pixels || a.pixels->kind != b.pixels->kind || a.pixels->height != b.pixels->height ||
        a.pixels->width != b.pixels->width)
        return std::nullopt;
    auto map = *a.pixels;
    for (std::size_t i = 0; i < map.values.size(); ++i) map.values[i] -= b.pixels->values[i];
    return map;
}

}  // namespace

std::string toId(PartKind kind) {
    switch (kind) {
        case PartKind::Density:
            return "density";
        case PartKind::Volume:
            return "volume";
        case PartKind::Scaling:
            return "scaling";
        case PartKind::Total:
            break;
    }
    return "total";
}

std::string toId(MapKind kind) {
    return kind == MapKind::Surprise ? "surprise" : "gradient";
}

std::string PixelAccount::title() const {
    return kind == MapKind::Surprise ? "surprise of each pixel, −log2 p" : "gradient of log p in each pixel";
}

std::string PixelAccount::unit() const {
    return kind == MapKind::Surprise ? "bits" : "nats/level";
}

double ImageAccount::informationBits() const {
    return -bits.totalNats / std::numbers::ln2;
}

const LikelihoodPart* ImageAccount::part(const LikelihoodPart& like) const {
    return counterpart(parts, [&](const LikelihoodPart& one) { return samePart(one, like); });
}

AccountDifference differenceOf(const ImageAccount& first, const ImageAccount& second) {
    AccountDifference difference;
    auto& lines = difference.lines;
    addBits(first, second, lines);
    for (const auto& part : first.parts)
        if (const auto* other = second.part(part))
            lines.push_back({"parts", part.label, "nats", part.nats, other->nats});
    addCodes(first, second, lines);
    for (const auto& ratio : first.ratios)
        if (const auto* other = counterpart(
                second.ratios, [&](const RatioAccount& one) { return one.measure == ratio.measure; }))
            lines.push_back({"ratios", fmt::format("log p − log p of the {} run", ratio.measure), "nats",
                             ratio.ratio, other->ratio});
    for (const auto& rank : first.ranks)
        if (const auto* other =
                counterpart(second.ranks, [&](const SetRankAccount& one) { return one.setId == rank.setId; }))
            lines.push_back({"ranks", rank.setTitle, "%", 100 * rank.shareBelow, 100 * other->shareBelow});
    difference.pixels = mapDifference(first, second);
    return difference;
}

}  // namespace nescio
