// E10: does averaging independently trained models repair the inversion?

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/result_panels.h"
#include "core/values/failure.h"

namespace nescio::experiments::ensemble {
namespace {

/// log p_m(x) of every image under one member. The table holds each member's terms over their number.
std::vector<double> memberNats(const TermTable& table, int member, int members) {
    std::vector<double> nats(table.rows());
    for (std::size_t row = 0; row < nats.size(); ++row)
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].member == member)
                nats[row] += members * table.nats[row * table.columns.size() + c];
    return nats;
}

/// Standard deviation of log p_m(x) over members, one value an image.
std::vector<double> spread(const TermTable& table, int members) {
    std::vector<double> sum(table.rows()), squares(table.rows());
    for (int m = 1; m <= members; ++m) {
        const auto nats = memberNats(table, m, members);
        for (std::size_t row = 0; row < nats.size(); ++row) sum[row] += nats[row] / members;
    }
    for (int m = 1; m <= members; ++m) {
        const auto nats = memberNats(table, m, members);
        for (std::size_t row = 0; row < nats.size(); ++row)
            squares[row] += (nats[row] - sum[row]) * (nats[row] - sum[row]) / (members - 1);
    }
    for (auto& value : squares) value = std::sqrt(value);
    return squares;
}

void addRows(TableBuilder& table, const std::string& who, const std::vector<std::vector<double>>& nats,
             const ExperimentInput& input, std::size_t own) {
    for (std::size_t s = 0; s < nats.size(); ++s)
        table.word("model", who)
            .word("set", input.sets[s].title)
            .number("mean log p", "nats", finiteMean(nats[s]).value)
            .word("in-distribution", input.sets[own].title)
            .number("AUROC against it", "", aurocOfMinus(nats[own], nats[s]))
            .number("n", "images", static_cast<double>(nats[s].size()));
}

std::string findingOf(const ImageSet& other, const ImageSet& own, const std::vector<double>& members,
                      double together) {
    const auto [lowest, highest] = std::minmax_element(members.begin(), members.end());
    const char* verdict = together >= 0.5  ? "does not meet an inversion"
                          : *highest < 0.5 ? "does not repair the inversion"
                                           : "does not repair an inversion that only some of them have";
    return fmt::format(
        "AUROC(−log p) of {} against {}: {:.3f} to {:.3f} by members, {:.3f} together: averaging "
        "{} models {}.",
        other.title, own.title, *lowest, *highest, together, members.size(),
        *lowest < 0.5 && together >= 0.5 ? "repairs the inversion that some of them have" : verdict);
}

std::optional<ExperimentResult> run(const ExperimentInput& input) {
    const auto& model = *input.models.front();
    const int members = model.run().spec.members;
    if (members < 2)
        throw UnsupportedError(
            "experiment ensemble: expected a run with several members (train --members), "
            "found one model: " +
            model.run().title);
    std::vector<EvaluatedSet> scored;
    for (const auto& set : input.sets) {
        auto one = evaluateSet(input, model, set);
        if (!one) return std::nullopt;
        scored.push_back(std::move(*one));
    }
    TableBuilder table("members", "Each member, and the mean of their probabilities");
    const auto natsOf = [&](auto value) {
        std::vector<std::vector<double>> nats;
        for (const auto& set : scored) nats.push_back(value(set.table));
        return nats;
    };
    const auto own = inDistribution(input, model);
    std::vector<std::size_t> others;
    for (std::size_t s = 0; s < scored.size(); ++s)
        if (s != own) others.push_back(s);
    std::vector<std::vector<double>> areas(scored.size());  // by set, one a member
    for (int m = 1; m <= members; ++m) {
        const auto nats = natsOf([&](const auto& t) { return memberNats(t, m, members); });
        addRows(table, fmt::format("member {}", m), nats, input, own);
        for (const auto s : others) areas[s].push_back(aurocOfMinus(nats[own], nats[s]));
    }
    const auto together = natsOf([](const auto& t) { return t.logLikelihoods(); });
    addRows(table, "ensemble (log-mean-exp)", together, input, own);
    std::vector<NamedValues> likelihoods, spreads;
    for (std::size_t s = 0; s < scored.size(); ++s) {
        const auto valued = [&](std::vector<double> values) {
            return imagesValued(input.sets[s], roleOf(input, s, &model), scored[s].table, std::move(values));
        };
        likelihoods.push_back(valued(together[s]));
        spreads.push_back(valued(spread(scored[s].table, members)));
    }
    std::vector<std::string> findings;
    for (const auto s : others)
        findings.push_back(
            findingOf(input.sets[s], input.sets[own], areas[s], aurocOfMinus(together[own], together[s])));
    findings.push_back(evaluationNote(input, scored.front().table));
    return ExperimentResult{
        .findings = std::move(findings),
        .tables = {table.done()},
        .figures = {{.id = "ensemble",
                     .title = fmt::format("Ensemble of {} models", members),
                     .note = model.run().title,
                     .panels = {histogramPanel(kLogPTitle, likelihoods),
                                histogramPanel("spread of log p over members (standard deviation, nats)",
                                               spreads)}}}};
}

}  // namespace

ExperimentKind kind() {
    return {.id = "ensemble",
            .title = "Ensemble",
            .source = "Nalisnick et al. 2019, appendix (E10)",
            .what =
                "One run with several members: AUROC of each and of the mean of their probabilities, and how "
                "far they disagree on each image.",
            .fewestModels = 1,
            .mostModels = 1,
            .fewestSets = 2,
            .run = run};
}

}  // namespace nescio::experiments::ensemble
