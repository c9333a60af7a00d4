// WAIC of an ensemble: members that agree make an image typical, members that disagree do not.

#include "core/scores/score.h"
#include "core/scores/term_sums.h"

namespace nescio::scores::waic {
namespace {

/// log p of every image under one member. The table has each member's terms divided by their number.
std::vector<double> ofMember(const TermTable& table, int member, int members) {
    auto nats = sumOfTerms(table, [member](const TermInfo& info) { return info.member == member; });
    for (double& value : nats) value *= members;
    return nats;
}

std::vector<double> evaluateWaic(const SetColumns& columns, const ScoreState&) {
    const int members = membersOf(columns.terms->columns);
    std::vector<std::vector<double>> nats;
    for (int member = 1; member <= members; ++member)
        nats.push_back(ofMember(*columns.terms, member, members));
    std::vector<double> values(columns.rows());
    for (std::size_t row = 0; row < values.size(); ++row) {
        double mean = 0, variance = 0;
        for (const auto& one : nats) mean += one[row] / members;
        for (const auto& one : nats) variance += (one[row] - mean) * (one[row] - mean) / members;
        values[row] = variance - mean;
    }
    return values;
}

}  // namespace

/// In nats, as the variance has no unit that a change of base would leave alone; over all members (ddof 0).
ScoreKind kind() {
    return {.id = "waic",
            .title = "WAIC",
            .formula = "−(mean over members of log p − variance over members)",
            .unit = "nats",
            .cost = "one forward pass a member",
            .source = "Choi et al. 2018, WAIC, but why?",
            .needs = "members, which ensembles have (train --members 5)",
            .claims = {{"fashion-mnist", "mnist", 0.766, "claimed", "read in public code or outputs"},
                       {"fashion-mnist", "mnist", 0.22, "re-run", "read in public code or outputs"},
                       {"cifar-10", "svhn", 1.0, "claimed", "read in public code or outputs"},
                       {"cifar-10", "svhn", 0.143, "re-run", "read in public code or outputs"},
                       {"cifar-10", "svhn", 0.332, "another re-run", "read in public code or outputs"}},
            .appliesTo = [](const std::vector<TermInfo>& terms) { return membersOf(terms) > 1; },
            .evaluate = evaluateWaic};
}

}  // namespace nescio::scores::waic
