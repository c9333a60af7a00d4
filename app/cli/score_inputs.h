// What scores take beside the run and the images judged, as options: the same of every command that computes
// scores.
#pragma once

#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace nescio {

struct ExperimentOrder;

/// Training images, and other runs.
struct ScoreInputs {
    std::string reference, background, local, general;
    std::int64_t referenceImages = 2000;
    void declare(CLI::App& app);
    void addTo(ExperimentOrder& order) const;
};

}  // namespace nescio
