// A piece of work for a lane: plain inputs captured beforehand, a function that runs off the GUI thread, and
// what happens with the answer on it. Nothing is shared, so nothing is locked.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/values/failure.h"
#include "core/values/progress.h"

class QObject;

namespace nescio {

/// Names a submitted job; never reused, 0 is none.
using JobId = std::uint64_t;

/// What running work may ask and tell.
struct JobControl {
    std::stop_token stop;  ///< poll it at least once a batch
    ProgressBoard& board;  ///< post progress here; the window pulls it
};

/// How a lane treats a job.
struct JobTraits {
    std::string kind;     ///< of views of what is now: a newer job of the same context replaces this one; "":
                          ///< nothing does
    std::string stage;    ///< what is being done, for the status strip and for failures
    bool yields = false;  ///< long and patient: waits where it posts progress while an urgent job runs
    bool quiet = false;   ///< mostly short: shown in the status strip only where it lasts
    std::string about = {};  ///< id or address of the data set that it is of no use without; "": none
    JobId request = 0;       ///< shared by the jobs that were asked for in one go, see Lane::newRequest
    std::shared_ptr<ProgressBoard> board = std::make_shared<ProgressBoard>();
};

/// Exactly one of done, failed and cancelled is called, on the GUI thread, unless `context` has died.
template <class Result>
struct Job {
    QObject* context = nullptr;
    JobTraits traits;
    std::function<std::optional<Result>(const JobControl&)> work;  ///< nullopt: cancelled; throws: failed
    std::function<void(Result&)> done;
    std::function<void(const Failure&)> failed;
    std::function<void()> cancelled = [] {};
};

}  // namespace nescio
