#include "core/scores/term_sums.h"

#include <algorithm>

namespace nescio {

std::vector<double> negated(std::vector<double> values) {
    for (double& value : values) value = -value;
    return values;
}

std::vector<double> sumOfTerms(const TermTable& table, const std::function<bool(const TermInfo&)>& takes) {
    std::vector<std::size_t> taken;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (takes(table.columns[c])) taken.push_back(c);
    std::vector<double> sums(table.rows());
    for (std::size_t row = 0; row < sums.size(); ++row)
        for (const auto c : taken) sums[row] += table.nats[row * table.columns.size() + c];
    return sums;
}

int levelsOf(const std::vector<TermInfo>& terms) {
    int levels = 0;
    for (const auto& term : terms) levels = std::max(levels, term.level);
    return levels;
}

int membersOf(const std::vector<TermInfo>& terms) {
    int members = 0;
    for (const auto& term : terms) members = std::max(members, term.member);
    return members;
}

bool hasOwn(const std::vector<TermInfo>& terms, TermKind kind) {
    return std::any_of(terms.begin(), terms.end(),
                       [kind](const TermInfo& term) { return term.kind == kind && term.member == 0; });
}

}  // namespace nescio
