#include "core/values/breakdown.h"

#include <array>
#include <numbers>
#include <utility>

#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::array<std::pair<TermKind, const char*>, 7> kKinds{
    {{TermKind::Prior, "prior"},
     {TermKind::LogDet, "log_det"},
     {TermKind::Scaling, "scaling"},
     {TermKind::Reconstruction, "reconstruction"},
     {TermKind::Divergence, "divergence"},
     {TermKind::Conditional, "conditional"},
     {TermKind::Mixing, "mixing"}}};

constexpr std::array<std::pair<Tightness, const char*>, 3> kTightness{
    {{Tightness::Exact, "exact"}, {Tightness::LowerBound, "lower_bound"}, {Tightness::Estimate, "estimate"}}};

constexpr std::array<std::pair<DrawRule, const char*>, 3> kDrawRules{
    {{DrawRule::Once, "once"}, {DrawRule::Mean, "mean"}, {DrawRule::LogMeanExp, "log_mean_exp"}}};

template <class Table, class Value>
std::string idOf(const Table& table, Value value) {
    for (const auto& [known, id] : table)
        if (known == value) return id;
    return "unknown";
}

template <class Table>
auto valueOf(const Table& table, const std::string& id, const char* what) {
    for (const auto& [known, name] : table)
        if (id == name) return known;
    throw RunFileError(std::string("expected a known ") + what + ", found “" + id + "”");
}

template <class Accept>
double sumWhere(const std::vector<Term>& terms, Accept accept) {
    double sum = 0;
    for (const auto& term : terms)
        if (accept(term.info.kind)) sum += term.nats;
    return sum;
}

}  // namespace

std::string toId(TermKind kind) {
    return idOf(kKinds, kind);
}
TermKind termKindFromId(const std::string& id) {
    return valueOf(kKinds, id, "kind of term");
}
std::string toId(Tightness tightness) {
    return idOf(kTightness, tightness);
}
Tightness tightnessFromId(const std::string& id) {
    return valueOf(kTightness, id, "tightness");
}

std::string toId(DrawRule rule) {
    return idOf(kDrawRules, rule);
}
DrawRule drawRuleFromId(const std::string& id) {
    return valueOf(kDrawRules, id, "rule for draws");
}

std::string drawWords(DrawRule rule, int draws) {
    if (rule == DrawRule::Once) return "";
    return std::to_string(draws) + (rule == DrawRule::LogMeanExp ? " importance draw" : " draw") +
           (draws == 1 ? "" : "s");
}

std::string toText(Tightness tightness, DrawRule rule, int draws) {
    const auto words = drawWords(rule, draws);
    return words.empty() ? toText(tightness) : toText(tightness) + ", " + words;
}

std::string toText(Tightness tightness) {
    return tightness == Tightness::LowerBound ? "lower bound" : toId(tightness);
}

double Breakdown::totalNats() const {
    return sumWhere(terms, [](TermKind) { return true; });
}
double Breakdown::densityNats() const {
    return sumWhere(terms, isDensity);
}
double Breakdown::volumeNats() const {
    return sumWhere(terms, isVolume);
}
double Breakdown::scalingNats() const {
    return sumWhere(terms, [](TermKind kind) { return kind == TermKind::Scaling; });
}

double bitsPerDim(double totalNats, long long dims) {
    return -totalNats / (static_cast<double>(dims) * std::numbers::ln2);
}

}  // namespace nescio
