// How high the axis of training curves goes: over all that matters, not over a first loss far above the rest.
#pragma once

#include <vector>

#include "core/values/run.h"
#include "widgets/plots/figure.h"

namespace nescio {

using HistoryColumn = double HistoryRow::*;

/// Holds the finite values of the columns but the highest 2 % of one where those lie far out; [0, 1] without
/// finite values.
Span historyScale(const std::vector<const std::vector<HistoryRow>*>& runs,
                  const std::vector<HistoryColumn>& columns);

}  // namespace nescio
