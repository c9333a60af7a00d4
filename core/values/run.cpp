#include "core/values/run.h"

#include "core/values/failure.h"

namespace nescio {

std::string toId(RunState state) {
    switch (state) {
        case RunState::Running:
            return "running";
        case RunState::Paused:
            return "paused";
        case RunState::Stopped:
            return "stopped";
        case RunState::Finished:
            return "finished";
        case RunState::Diverged:
            return "diverged";
    }
    return "unknown";
}

RunState runStateFromId(const std::string& id) {
    for (const auto state :
         {RunState::Running, RunState::Paused, RunState::Stopped, RunState::Finished, RunState::Diverged})
        if (toId(state) == id) return state;
    throw RunFileError("expected a known run state, found “" + id + "”");
}

}  // namespace nescio
