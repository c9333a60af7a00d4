// The lanes of the controllers. Training owns the live model; everything else works on frozen snapshots and
// plain values, so that no model ever needs a lock.
#pragma once

#include "app/jobs/lane.h"

namespace nescio {

/// All lanes.   Thread: GUI. Its destructor cancels their jobs and waits.
class JobRunner : public QObject {
    Q_OBJECT

  public:
    explicit JobRunner(QObject* parent = nullptr);

    /// The sole owner of the live training.
    Lane training;
    /// Files, scoring, explaining, sampling, statistics; snapshots only. Both of its threads may ask one
    /// model.
    Lane interactive;
    /// Mostly waits for servers: nobody should have to wait behind it.
    Lane downloads;
};

}  // namespace nescio
