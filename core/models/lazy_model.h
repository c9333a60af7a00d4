// A run's model that is loaded when a lane first needs it, and replaced by newer snapshots while it trains.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "core/density/frozen_model.h"

namespace nescio {

/// Hands out the frozen model of one run.   Thread: any; only `get` may be slow, so only lanes call it.
class LazyModel {
  public:
    LazyModel(std::string runPath, std::string device);

    /// The newest snapshot; loads the run file when there is none yet.   Throws: RunFileError, DeviceError.
    [[nodiscard]] std::shared_ptr<const FrozenModel> get();
    /// Puts a newer snapshot in place, at once.
    void set(std::shared_ptr<const FrozenModel> model);

  private:
    const std::string m_runPath;
    const std::string m_device;
    std::mutex m_mutex;
    std::shared_ptr<const FrozenModel> m_model;
};

}  // namespace nescio
