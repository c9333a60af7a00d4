#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/analysis/evaluated.h"
#include "core/analysis/image_account/account_result.h"

namespace nescio {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

double orNone(const std::optional<double>& value) {
    return value.value_or(kNoNumber);
}

/// The same number of both images, and their difference where there are two.
class Pairs {
  public:
    Pairs(TableBuilder& table, bool paired) : m_table(table), m_paired(paired) {}

    void number(const std::string& title, const std::string& unit, double first, double second) {
        m_table.number(title, unit, first);
        if (!m_paired) return;
        m_table.number(title + ", versus", unit, second);
        m_table.number(title + ", difference", unit, first - second);
    }

  private:
    TableBuilder& m_table;
    bool m_paired;
};

template <class Entry, class Same>
const Entry* in(const std::vector<Entry>* list, Same same) {
    if (!list) return nullptr;
    const auto found = std::find_if(list->begin(), list->end(), same);
    return found == list->end() ? nullptr : &*found;
}

ResultTable bitsTable(const ImageAccount& account, const ImageAccount* versus) {
    TableBuilder table("bits", fmt::format("bits/dim, −nats / ({} ln 2)", account.bits.dims));
    Pairs pairs(table, versus);
    for (const auto& line : account.bits.lines) {
        const auto* other = in(versus ? &versus->bits.lines : nullptr,
                               [&](const BitsLine& one) { return one.info == line.info; });
        table.word("term", line.info.label).word("kind", toId(line.info.kind));
        pairs.number("log p", "nats", line.nats, other ? other->nats : kNoNumber);
        table.number("running sum", "nats", line.runningNats);
        pairs.number("bits/dim", "", line.bitsPerDim, other ? other->bitsPerDim : kNoNumber);
        table.word("how", account.words());
    }
    table.word("term", "total").word("kind", "total");
    pairs.number("log p", "nats", account.bits.totalNats, versus ? versus->bits.totalNats : kNoNumber);
    table.number("running sum", "nats", account.bits.totalNats);
    pairs.number("bits/dim", "", account.bits.bitsPerDim, versus ? versus->bits.bitsPerDim : kNoNumber);
    table.word("how", account.words());
    return table.done();
}

ResultTable partsTable(const ImageAccount& account, const ImageAccount* versus) {
    TableBuilder table("levels", "levels and steps");
    Pairs pairs(table, versus);
    for (const auto& part : account.parts) {
        const auto* other = versus ? versus->part(part) : nullptr;
        table.word("part", part.label).word("kind", toId(part.kind));
        pairs.number("log p", "nats", part.nats, other ? other->nats : kNoNumber);
        table.word("how", account.words());
        if (!part.place) continue;
        const auto& place = *part.place;
        const auto share = [](const LikelihoodPart* one) {
            return one && one->place && one->place->shareBelow ? 100 * *one->place->shareBelow : kNoNumber;
        };
        table.number("mean", "nats", place.mean).number("sd", "nats", place.deviation);
        pairs.number("z", "sd", orNone(place.z), other && other->place ? orNone(other->place->z) : kNoNumber);
        pairs.number("percentile", "%", share(&part), share(other));
        table.number("n", "", static_cast<double>(place.n))
            .number("infinite", "", static_cast<double>(place.infinite))
            .number("NaN", "", static_cast<double>(place.nan))
            .word("among", account.reference);
    }
    return table.done();
}

ResultTable codesTable(const ImageAccount& account, const ImageAccount* versus) {
    TableBuilder table("codes", "code lengths");
    Pairs pairs(table, versus);
    const auto dims = static_cast<double>(account.bits.dims);
    table.word("code", "−log2 p");
    pairs.number("length", "bits", account.informationBits(), versus ? versus->informationBits() : kNoNumber);
    table.number("beyond a constant image", "bits", kNoNumber)
        .number("bits/dim", "", account.informationBits() / dims)
        .word("how", fmt::format("{}, {}", account.run, account.words()));
    for (const auto& code : account.codes) {
        const auto* other =
            in(versus ? &versus->codes : nullptr, [&](const CodeAccount& one) { return one.id == code.id; });
        table.word("code", code.title);
        pairs.number("length", "bits", code.bits, other ? other->bits : kNoNumber);
        table.number("beyond a constant image", "bits", code.netBits)
            .number("bits/dim", "", code.bitsPerDim)
            .word("how", code.library);
    }
    return table.done();
}

ResultTable ratiosTable(const ImageAccount& account, const ImageAccount* versus) {
    TableBuilder table("ratios", "ratios to other runs");
    Pairs pairs(table, versus);
    for (const auto& ratio : account.ratios) {
        const auto* other = in(versus ? &versus->ratios : nullptr,
                               [&](const RatioAccount& one) { return one.measure == ratio.measure; });
        table.word("run", ratio.measure);
        pairs.number("ratio", "nats", ratio.ratio, other ? other->ratio : kNoNumber);
        pairs.number("its log p", "nats", ratio.nats, other ? other->nats : kNoNumber);
        table.word("which", ratio.title)
            .word("file", ratio.path)
            .word("weights", weightsWords(ratio.weights))
            .word("how", toText(ratio.tightness, ratio.drawRule, ratio.draws));
    }
    return table.done();
}

ResultTable ranksTable(const ImageAccount& account, const ImageAccount* versus) {
    TableBuilder table("ranks", "ranks in scored sets");
    Pairs pairs(table, versus);
    for (const auto& rank : account.ranks) {
        const auto* other = in(versus ? &versus->ranks : nullptr,
                               [&](const SetRankAccount& one) { return one.setId == rank.setId; });
        table.word("set", rank.setTitle);
        pairs.number("percentile", "%", 100 * rank.shareBelow, other ? 100 * other->shareBelow : kNoNumber);
        table.number("n", "", static_cast<double>(rank.n))
            .number("of", "", static_cast<double>(rank.available))
            .number("NaN", "", static_cast<double>(rank.nan))
            .word("how", account.words());
    }
    return table.done();
}

ResultTable nearestTable(const ImageAccount& account, const ImageAccount* versus) {
    TableBuilder table("nearest", "nearest training images, L2");
    const auto add = [&](const ImageAccount& one) {
        if (!one.nearest) return;
        for (const auto& near : one.nearest->images)
            table.word("image", one.image.source)
                .word("in", one.nearest->setTitle)
                .number("index", "", static_cast<double>(near.index))
                .number("distance", "grey levels", near.distance)
                .number("n", "", static_cast<double>(one.nearest->n));
    };
    add(account);
    if (versus) add(*versus);
    return table.done();
}

}  // namespace

std::vector<ResultTable> tablesOf(const ImageAccount& account, const ImageAccount* versus) {
    std::vector<ResultTable> tables{bitsTable(account, versus),   partsTable(account, versus),
                                    codesTable(account, versus),  ranksTable(account, versus),
                                    ratiosTable(account, versus), nearestTable(account, versus)};
    std::erase_if(tables, [](const ResultTable& table) { return table.rows() == 0; });
    return tables;
}

}  // namespace nescio
