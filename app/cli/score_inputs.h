// What scores take beside the run and the images judged, as options: the same of every command that computes
// scores.
#pragma once

#include <cstdint>
#include <string>

#include "core/analysis/score_sources.h"

namespace CLI {
class App;
}

namespace nescio {

/// Training images, and other runs.
struct ScoreInputs {
    std::string reference, background, local, general;
    std::int64_t referenceImages = 2000;
    void declare(CLI::App& app);
    [[nodiscard]] ScoreSources sources() const;
};

}  // namespace nescio
