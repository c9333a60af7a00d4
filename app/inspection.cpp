#include "app/inspection.h"

#include <algorithm>

#include "core/scores/rank.h"
#include "core/scores/roc.h"
#include "datasets/fit.h"
#include "widgets/number_words.h"
#include "widgets/text.h"

namespace nescio {
namespace {

QString referenceWords(const TermTable& table) {
    const auto n = static_cast<std::int64_t>(table.rows());
    const auto words = QObject::tr("%1, n = %2").arg(toQt(table.setTitle), shareWords(n, table.available));
    const auto nan = rankable(table.logLikelihoods()).nan;
    return nan == 0 ? words : words + QObject::tr(", %1 NaN left out").arg(nan);
}

BreakdownData breakdownData(const InspectionRequest& request, const InspectorFacts& facts) {
    BreakdownData data;
    data.title = toStd(facts.name) + " under " + request.runTitle;
    data.breakdown = *facts.breakdown;
    data.shape = request.shape;
    data.rank = facts.rank;
    data.referenceName = toStd(facts.reference);
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

/// Stored scores keep no maps, so that the model is asked for them where it is at hand.
PerPixelData perPixelData(const InspectionRequest& request, const InspectorFacts& facts) {
    PerPixelData data;
    data.title = toStd(facts.name) + " under " + request.runTitle;
    data.breakdown = *facts.breakdown;
    data.shape = request.shape;
    data.image = facts.image;
    if (!hasMaps(data.breakdown) && mayHaveMaps(data.breakdown) && facts.image && request.model)
        data.breakdown = request.model->get()->explain(*facts.image, {}, request.index);
    return data;
}

}  // namespace

Inspection inspect(const InspectionRequest& request) {
    Inspection result;
    InspectorFacts& facts = result.facts;
    facts.name = request.name;
    facts.dims = request.shape.dims();
    if (request.image)
        facts.image = facts.dims > 0 ? fitToShape(*request.image, request.shape) : *request.image;
    facts.breakdown = request.known;
    if (!facts.breakdown && facts.image && request.model)
        facts.breakdown = request.model->get()->explain(*facts.image, {}, request.index);
    if (!facts.breakdown) {
        facts.note = request.model
                         ? QObject::tr("Not scored: the image itself is not at hand.")
                         : QObject::tr("Not scored: there is no trained model yet. Train one or open a run.");
        return result;
    }
    if (request.reference) {
        facts.rank = rankAmong(*request.reference, facts.breakdown->totalNats());
        facts.reference = referenceWords(*request.reference);
        if (facts.rank < 0) facts.note = QObject::tr("No rank: NaN cannot be compared.");
    } else {
        facts.note = QObject::tr("No rank: score the training set to see where this image sits.");
    }
    result.breakdown = breakdownData(request, facts);
    result.perPixel = perPixelData(request, facts);
    return result;
}

std::shared_ptr<const TermTable> referenceOf(const RunEntry& run) {
    if (const auto train = run.tables.find(run.summary.trainSetId); train != run.tables.end())
        return train->second;
    for (const auto& [id, table] : run.tables)
        if (table->role == SetRole::Test) return table;
    return nullptr;
}

double rankAmong(const TermTable& table, double totalNats) {
    const auto rank = rankAmong(table.logLikelihoods(), totalNats);
    return rank ? rank->shareBelow : -1;
}

Breakdown meanBreakdown(const TermTable& table) {
    Breakdown mean{
        .terms = {}, .tightness = table.tightness, .draws = table.draws, .drawRule = table.drawRule};
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
    const auto found = std::find(table.indices.begin(), table.indices.end(), imageIndex);
    if (found == table.indices.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.indices.begin());
}

}  // namespace nescio
