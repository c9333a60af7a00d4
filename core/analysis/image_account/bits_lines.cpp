#include "core/analysis/image_account/sections.h"

namespace nescio {

BitsAccount bitsOf(const Breakdown& breakdown, std::int64_t dims) {
    BitsAccount account{.lines = {}, .dims = dims};
    for (const auto& term : breakdown.terms) {
        account.totalNats += term.nats;
        account.lines.push_back({term.info, term.nats, account.totalNats, bitsPerDim(term.nats, dims)});
    }
    account.bitsPerDim = bitsPerDim(account.totalNats, dims);
    return account;
}

}  // namespace nescio
