#include "core/views/inspection.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/scores/rank.h"
#include "core/scores/rankable.h"
#include "core/values/number_text.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

std::string referenceWords(const TermTable& table) {
    const auto n = static_cast<std::int64_t>(table.rows());
    auto words = fmt::format("{}, n = {}", table.setTitle, unbrokenCount(n, table.available));
    if (const auto nan = rankable(table.logLikelihoods()).nan; nan > 0)
        words += fmt::format(", {} NaN left out", nan);
    return words;
}

/// "trouser #3 under glow·quick …, at step 100 of 400".
std::string titleOf(const InspectionRequest& request, const InspectorFacts& facts) {
    auto title = fmt::format("{} under {}", facts.name, request.runTitle);
    if (!request.knownAge.empty()) title += ", " + request.knownAge;
    return title;
}

BreakdownData breakdownData(const InspectionRequest& request, const InspectorFacts& facts) {
    BreakdownData data;
    data.title = titleOf(request, facts);
    data.breakdown = *facts.breakdown;
    data.shape = request.shape;
    data.rank = facts.rank;
    data.referenceName = facts.reference;
    if (request.reference) data.referenceMean = meanBreakdown(*request.reference);
    return data;
}

/// Kinds of terms that a model may split over pixels; asking the others again would be time for nothing.
bool mayHaveMaps(const Breakdown& breakdown) {
    return std::any_of(breakdown.terms.begin(), breakdown.terms.end(), [](const Term& term) {
        return term.info.kind == TermKind::Conditional || term.info.kind == TermKind::Reconstruction;
    });
}

bool hasMaps(const Breakdown& breakdown) {
    return std::any_of(breakdown.terms.begin(), breakdown.terms.end(),
                       [](const Term& term) { return term.perPixel.has_value(); });
}

std::shared_ptr<const FrozenModel> modelOf(const InspectionRequest& request) {
    return request.snapshot ? request.snapshot : request.model->get();
}

/// Stored terms keep no maps, so that the model is asked for them where it is at hand.
PerPixelData perPixelData(const InspectionRequest& request, const InspectorFacts& facts) {
    PerPixelData data;
    data.title = titleOf(request, facts);
    data.breakdown = *facts.breakdown;
    data.shape = request.shape;
    data.image = facts.image;
    if (!hasMaps(data.breakdown) && mayHaveMaps(data.breakdown) && facts.image && request.model)
        data.breakdown = modelOf(request)->explain(*facts.image, {});
    return data;
}

/// The rank among the reference, where both are of the same weights.
void addRank(const InspectionRequest& request, Inspection& result) {
    InspectorFacts& facts = result.facts;
    if (!request.reference) {
        facts.note = "No rank: score the training set to see where this image sits.";
    } else if (request.reference->key.weights != result.weights) {
        facts.note =
            fmt::format("No rank: this image was scored at {}, {} at {}.", weightsWords(result.weights),
                        request.reference->setTitle, weightsWords(request.reference->key.weights));
    } else {
        facts.rank = rankAmong(*request.reference, facts.breakdown->totalNats());
        facts.reference = referenceWords(*request.reference);
        if (facts.rank < 0) facts.note = "No rank: NaN cannot be compared.";
    }
}

}  // namespace

Inspection inspect(const InspectionRequest& asked) {
    InspectionRequest request = asked;
    Inspection result;
    InspectorFacts& facts = result.facts;
    facts.name = request.name;
    facts.dims = request.shape.dims();
    if (request.image)
        facts.image = facts.dims > 0 ? fitToShape(*request.image, request.shape) : *request.image;
    facts.breakdown = request.known;
    result.weights = request.knownWeights;
    if (!facts.breakdown && facts.image && request.model) {
        const auto model = modelOf(request);
        facts.breakdown = model->explain(*facts.image, {});
        result.weights = model->run().weights;
        if (request.live) request.knownAge = "at " + weightsWords(result.weights);
    }
    if (!facts.breakdown) {
        facts.note = request.model ? "Not scored: the image itself is not at hand."
                                   : "Not scored: there is no trained model yet. Train one or open a run.";
        return result;
    }
    addRank(request, result);
    result.breakdown = breakdownData(request, facts);
    result.perPixel = perPixelData(request, facts);
    return result;
}

double rankAmong(const TermTable& table, double totalNats) {
    const auto rank = rankAmong(table.logLikelihoods(), totalNats);
    return rank ? rank->shareBelow : -1;
}

Breakdown meanBreakdown(const TermTable& table) {
    Breakdown mean{
        .terms = {}, .tightness = table.tightness, .draws = table.key.draws, .drawRule = table.key.drawRule};
    const std::size_t columns = table.columns.size();
    if (table.rows() == 0) return mean;
    for (std::size_t c = 0; c < columns; ++c) {
        double sum = 0;
        for (std::size_t row = 0; row < table.rows(); ++row) sum += table.nats[row * columns + c];
        mean.terms.push_back({table.columns[c], sum / static_cast<double>(table.rows())});
    }
    return mean;
}

std::optional<std::size_t> rowOf(const TermTable& table, std::int64_t imageIndex) {
    const auto found = std::find(table.key.indices.begin(), table.key.indices.end(), imageIndex);
    if (found == table.key.indices.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.key.indices.begin());
}

}  // namespace nescio
