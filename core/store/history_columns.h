// The columns of the training history as datasets: what writer and reader of run files share.
#pragma once

#include <string>
#include <vector>

#include "core/store/hdf5.h"
#include "core/values/run.h"

namespace nescio {

/// One column of HistoryRow.
struct HistoryColumn {
    const char* name;
    const char* units;
    const char* longName;
    double (*get)(const HistoryRow&);
    void (*set)(HistoryRow&, double);
};
const std::vector<HistoryColumn>& historyColumns();

}  // namespace nescio
