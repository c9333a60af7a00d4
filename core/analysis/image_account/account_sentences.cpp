#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/image_account/account_result.h"
#include "core/scores/rankable.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

std::string sharedOf(std::size_t n, std::int64_t available) {
    return shareText(static_cast<std::int64_t>(n), available);
}

std::string totalSentence(const ImageAccount& account) {
    return fmt::format("{}: log p = {:.1f} nats, {:.3f} bits/dim ({}).", account.image.source,
                       account.bits.totalNats, account.bits.bitsPerDim + 0.0, account.words());
}

std::string rankSentence(const SetRankAccount& rank) {
    const auto leftOut = leftOutWords(rank.nan, rank.n + rank.nan, rank.setTitle);
    return fmt::format("{:.1f} % of {} ({}) are less likely{}.", 100 * rank.shareBelow, rank.setTitle,
                       sharedOf(rank.n, rank.available), leftOut.empty() ? "" : "; " + leftOut);
}

/// The part furthest from what is usual, sums aside.
const LikelihoodPart* oddest(const ImageAccount& account) {
    const LikelihoodPart* found = nullptr;
    for (const auto& part : account.parts)
        if (!part.sum && part.place && part.place->z &&
            (!found || std::abs(*part.place->z) > std::abs(*found->place->z)))
            found = &part;
    return found;
}

std::string oddSentence(const ImageAccount& account, const LikelihoodPart& part) {
    return fmt::format("Furthest from {} ({}): {}, {:.1f} nats, {:+.1f} sd from the mean {:.1f}.",
                       account.reference, sharedOf(part.place->n, account.referenceAvailable), part.label,
                       part.nats, *part.place->z, part.place->mean);
}

std::string codeSentence(const ImageAccount& account) {
    std::string words = fmt::format("−log2 p is {:.0f} bits", account.informationBits());
    for (const auto& code : account.codes) words += fmt::format(", {} {:.0f}", code.title, code.bits);
    return words + ".";
}

std::string ratioSentence(const RatioAccount& ratio) {
    return fmt::format("log p − log p of the {} run “{}” ({}; {}) is {:+.1f} nats.", ratio.measure,
                       ratio.title, weightsWords(ratio.weights),
                       toText(ratio.tightness, ratio.drawRule, ratio.draws), ratio.ratio);
}

std::string nearSentence(const NearestAccount& nearest) {
    return fmt::format("Nearest of {} ({}): #{}, {:.1f} grey levels away (L2).", nearest.setTitle,
                       shareText(nearest.n, nearest.available), nearest.images.front().index,
                       nearest.images.front().distance);
}

}  // namespace

std::vector<std::string> sentencesOf(const ImageAccount& account) {
    std::vector<std::string> sentences{totalSentence(account)};
    for (const auto& rank : account.ranks) sentences.push_back(rankSentence(rank));
    if (const auto* part = oddest(account)) sentences.push_back(oddSentence(account, *part));
    sentences.push_back(codeSentence(account));
    for (const auto& ratio : account.ratios) sentences.push_back(ratioSentence(ratio));
    if (account.nearest && !account.nearest->images.empty())
        sentences.push_back(nearSentence(*account.nearest));
    sentences.insert(sentences.end(), account.missing.begin(), account.missing.end());
    return sentences;
}

std::vector<std::string> sentencesOf(const ImageAccount& account, const ImageAccount& versus) {
    std::vector<std::string> sentences{
        fmt::format("log p of {} minus that of {}: {:+.1f} nats, {:+.3f} bits/dim ({}).",
                    account.image.source, versus.image.source, account.bits.totalNats - versus.bits.totalNats,
                    account.bits.bitsPerDim - versus.bits.bitsPerDim, account.words())};
    const LikelihoodPart* most = nullptr;
    double largest = 0;
    for (const auto& part : account.parts) {
        if (part.sum) continue;
        const auto* other = versus.part(part);
        if (!other || !(std::abs(part.nats - other->nats) > std::abs(largest))) continue;
        most = &part;
        largest = part.nats - other->nats;
    }
    if (most) sentences.push_back(fmt::format("Most of it: {}, {:+.1f} nats.", most->label, largest));
    return sentences;
}

}  // namespace nescio
