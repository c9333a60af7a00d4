// Draws images from the current run's model and keeps them with the run, as a sheet and as a set that can be
// scored like any other.
#pragma once

#include "app/session/controller.h"
#include "core/store/run_file.h"
#include "core/views/sheets.h"

namespace nescio {

/// Samples on the interactive lane.   Thread: GUI.
class SamplingController : public Controller {
    Q_OBJECT

  public:
    using Controller::Controller;

    void sample(const SampleRequest& request);

  private:
    void keep(const std::string& runPath, const SampleSheet& sheet);
};

}  // namespace nescio
