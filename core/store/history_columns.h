// The columns of the training history as datasets, and a walk over stored score tables: what writer and
// reader of run files share.
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

/// Ids of all score tables of an open run file, alphabetical.
std::vector<std::string> scoredSetsOf(hid_t file);

}  // namespace nescio
