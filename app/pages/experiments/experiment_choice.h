// What the Experiments tab offers, and what is asked of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/values/option.h"
#include "core/values/progress.h"

namespace nescio {

/// An experiment as the page offers it.
struct ExperimentChoice {
    std::string id, title, source, what;
    std::vector<OptionField> options;
    bool needsRun = false;
    bool takesRuns = false;  ///< several of them, side by side
};

/// What the user asks for. Sets: the first plays the in-distribution part, the others are those checked.
struct ExperimentRequest {
    std::string id;
    OptionValues options;
    std::string firstSet;
    std::int64_t limit = 0;  ///< images of each set; 0: all
    bool allRuns = false;    ///< every open run, the current one first
};

/// An experiment that was asked for and has not ended.
struct UnderWay {
    std::string title;
    std::shared_ptr<ProgressBoard> board;  ///< how far it is
};

}  // namespace nescio
