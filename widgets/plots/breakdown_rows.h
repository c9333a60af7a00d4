// The rows of a waterfall: every term of a likelihood, or the terms of a level put together where there are
// too many to read.
#pragma once

#include <limits>
#include <vector>

#include <QString>

#include "core/values/plot_data.h"

namespace nescio {

/// One bar of a waterfall.   Units: nats.
struct BreakdownRow {
    QString label;
    TermKind kind = TermKind::Prior;
    double nats = 0;
    double referenceNats = std::numeric_limits<double>::quiet_NaN();  ///< NaN: unknown
    int terms = 1;                                                    ///< how many terms it sums up
};

/// One row a term, in the model's order.
std::vector<BreakdownRow> everyTerm(const BreakdownData& data);
/// One row a level and part: priors, couplings, and the other steps (actnorm + 1×1 convolution) together.
std::vector<BreakdownRow> groupedTerms(const BreakdownData& data);

}  // namespace nescio
