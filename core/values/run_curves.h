// The training curves of several runs, as plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/run.h"

namespace nescio {

/// What runs have in common along the horizontal axis.
enum class CurveAxis { Steps, Epochs, Seconds };

/// One run.
struct RunCurve {
    std::string label;  ///< its title, told apart from those of the others
    int slot = -1;      ///< its colour, as that of a set; negative: by order
    SetRole role = SetRole::Other;
    std::vector<HistoryRow> rows;
    std::int64_t totalSteps = 0;
};

/// Overlaid.
struct RunCurvesData {
    CurveAxis along = CurveAxis::Steps;
    std::vector<RunCurve> runs;
};

/// Where a row lies.   Units: steps, epochs or seconds.
inline double placeOf(const HistoryRow& row, CurveAxis along) {
    switch (along) {
        case CurveAxis::Steps:
            return static_cast<double>(row.step);
        case CurveAxis::Epochs:
            return row.epoch;
        case CurveAxis::Seconds:
            return row.elapsedSeconds;
    }
    return 0;
}

}  // namespace nescio
