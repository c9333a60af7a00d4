#include "app/jobs/job_runner.h"

#include "core/math/device.h"

namespace nescio {

// Flush-to-zero and the size of the thread pool are thread-local: each thread of a lane sets its own. A
// training sets the number of threads that its run asks for.
JobRunner::JobRunner(QObject* parent)
    : QObject(parent), training([] { enterComputeThread(0); }), interactive([] { enterComputeThread(0); }) {}

}  // namespace nescio
