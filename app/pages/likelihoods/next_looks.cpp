#include "app/pages/likelihoods/next_looks.h"

#include <algorithm>

#include <QObject>

namespace nescio {
namespace {

const HistogramSeries* firstOf(const HistogramData& figure, SetRole role) {
    const auto found =
        std::find_if(figure.series.begin(), figure.series.end(), [role](const HistogramSeries& series) {
            return series.role == role && series.order && !series.order->rows().empty();
        });
    return found == figure.series.end() ? nullptr : &*found;
}

/// The value that a share of a series lies below.
double valueAt(const HistogramSeries& series, double share) {
    const auto& rows = series.order->rows();
    const auto place = static_cast<std::size_t>(share * static_cast<double>(rows.size() - 1));
    return series.order->column().values[rows[place]];
}

}  // namespace

std::vector<HintLink> nextLooks() {
    return {{QString::fromLatin1(kOverlapLook), QObject::tr("See which images overlap")},
            {QString::fromLatin1(kSplitLook), QObject::tr("Split into density and volume")},
            {QString::fromLatin1(kTwinLook), QObject::tr("Train constant-volume Glow to compare")}};
}

bool saysVerdict(const HistogramData& figure) {
    return !figure.verdict.empty() && figure.verdict.find("…") == std::string::npos;
}

ImageSelection overlapIn(const HistogramData& figure) {
    const auto *in = firstOf(figure, SetRole::Test), *out = firstOf(figure, SetRole::OutOfDistribution);
    if (!in || !out) return {};
    double low = std::max(valueAt(*in, 0.05), valueAt(*out, 0.05));
    double high = std::min(valueAt(*in, 0.95), valueAt(*out, 0.95));
    if (low > high) std::swap(low, high);
    return united(in->order->imagesBetween(low, high), out->order->imagesBetween(low, high));
}

}  // namespace nescio
