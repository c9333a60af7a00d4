#include "app/cli/account_json.h"

#include "app/cli/json_values.h"

namespace nescio {
namespace {

template <class T>
Json orNull(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json weightsJson(const WeightsId& weights) {
    return {{"digest", weights.digest}, {"step", weights.step}};
}

Json toJson(const BitsAccount& bits) {
    Json lines = Json::array();
    for (const auto& line : bits.lines)
        lines.push_back({{"label", line.info.label},
                         {"kind", toId(line.info.kind)},
                         {"nats", line.nats},
                         {"running_nats", line.runningNats},
                         {"bits_per_dim", line.bitsPerDim}});
    return {{"dims", bits.dims},
            {"lines", std::move(lines)},
            {"total_nats", bits.totalNats},
            {"bits_per_dim", bits.bitsPerDim}};
}

Json toJson(const std::optional<ReferencePlace>& place) {
    if (!place) return nullptr;
    return {{"mean", place->mean},
            {"sd", place->deviation},
            {"z", orNull(place->z)},
            {"n", place->n},
            {"infinite", place->infinite},
            {"nan", place->nan},
            {"share_below", orNull(place->shareBelow)}};
}

Json toJson(const LikelihoodPart& part) {
    return {{"label", part.label}, {"kind", toId(part.kind)},    {"member", part.member},
            {"level", part.level}, {"step", part.step},          {"sum", part.sum},
            {"nats", part.nats},   {"place", toJson(part.place)}};
}

Json toJson(const std::optional<PixelAccount>& pixels) {
    if (!pixels) return nullptr;
    return {{"kind", toId(pixels->kind)}, {"unit", pixels->unit()},   {"height", pixels->height},
            {"width", pixels->width},     {"values", pixels->values}, {"without", pixels->without}};
}

Json toJson(const CodeAccount& code) {
    return {{"id", code.id},     {"title", code.title},      {"library", code.library},
            {"bits", code.bits}, {"net_bits", code.netBits}, {"bits_per_dim", code.bitsPerDim}};
}

Json toJson(const RatioAccount& ratio) {
    return {{"measure", ratio.measure},
            {"title", ratio.title},
            {"path", ratio.path},
            {"weights", weightsJson(ratio.weights)},
            {"tightness", toId(ratio.tightness)},
            {"draws", ratio.draws},
            {"draw_rule", toId(ratio.drawRule)},
            {"nats", ratio.nats},
            {"ratio_nats", ratio.ratio}};
}

Json toJson(const SetRankAccount& rank) {
    return {{"id", rank.setId},
            {"title", rank.setTitle},
            {"role", toId(rank.role)},
            {"share_less_likely", rank.shareBelow},
            {"n", rank.n},
            {"nan", rank.nan},
            {"available", rank.available}};
}

Json toJson(const std::optional<NearestAccount>& nearest) {
    if (!nearest) return nullptr;
    Json images = Json::array();
    for (const auto& near : nearest->images)
        images.push_back({{"index", near.index}, {"distance", near.distance}});
    return {{"id", nearest->setId},
            {"title", nearest->setTitle},
            {"n", nearest->n},
            {"available", nearest->available},
            {"images", std::move(images)}};
}

template <class Entry>
Json listJson(const std::vector<Entry>& entries) {
    Json list = Json::array();
    for (const auto& entry : entries) list.push_back(toJson(entry));
    return list;
}

}  // namespace

Json toJson(const ImageAccount& account) {
    const auto reference =
        account.reference.empty()
            ? Json(nullptr)
            : Json({{"title", account.reference}, {"available", account.referenceAvailable}});
    return {{"weights", weightsJson(account.weights)},
            {"tightness", toId(account.breakdown.tightness)},
            {"draws", account.breakdown.draws},
            {"draw_rule", toId(account.breakdown.drawRule)},
            {"information_bits", account.informationBits()},
            {"bits", toJson(account.bits)},
            {"reference", reference},
            {"levels", listJson(account.parts)},
            {"pixels", toJson(account.pixels)},
            {"codes", listJson(account.codes)},
            {"ratios", listJson(account.ratios)},
            {"ranks", listJson(account.ranks)},
            {"nearest", toJson(account.nearest)},
            {"missing", account.missing}};
}

Json toJson(const AccountDifference& difference) {
    Json lines = Json::array();
    for (const auto& line : difference.lines)
        lines.push_back({{"section", line.section},
                         {"label", line.label},
                         {"unit", line.unit},
                         {"first", line.first},
                         {"second", line.second},
                         {"difference", line.difference()}});
    return {{"lines", std::move(lines)}, {"pixels", toJson(difference.pixels)}};
}

}  // namespace nescio
