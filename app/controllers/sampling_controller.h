// Draws images from the current run's model and keeps them with the run, as a sheet and as a set that can be
// scored like any other.
#pragma once

#include "app/controllers/controller.h"

namespace nescio {

/// The id of the set that holds the newest samples.
inline constexpr const char* kSamplesSet = "samples";

/// Samples on the interactive lane.   Thread: GUI.
class SamplingController : public Controller {
    Q_OBJECT

  public:
    using Controller::Controller;

    void sample(std::int64_t count, double temperature, std::uint64_t seed);

  private:
    void keep(const std::string& runPath, const std::shared_ptr<const ImageSet>& images, double temperature,
              std::uint64_t seed);
};

}  // namespace nescio
