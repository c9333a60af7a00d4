#include "app/cli/training_session.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/exit_code.h"
#include "app/cli/json_values.h"
#include "app/cli/progress_bar.h"
#include "core/store/run_file.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

/// The last row with a held-out value; null when there is none.
const HistoryRow* lastValidated(const RunSummary& run) {
    const auto found = std::find_if(run.history.rbegin(), run.history.rend(),
                                    [](const HistoryRow& row) { return std::isfinite(row.validation); });
    return found == run.history.rend() ? nullptr : &*found;
}

void sayOutcome(const RunSummary& run, const Console& console) {
    const std::string synthetic = run.synthetic ? ", synthetic data" : "";
    console.say(fmt::format("{}: {} of {} steps, n = {}{}", run.title, run.step, run.totalSteps,
                            countText(run.trainCount, run.trainAvailable), synthetic));
    if (run.history.empty()) return;
    const auto& row = run.history.back();
    std::string line = fmt::format("{:.3f} bits/dim on training batches", row.total);
    if (const auto* held = lastValidated(run)) {
        line += fmt::format(", {:.3f} held out", held->validation);
        if (held->step != row.step) line += fmt::format(" at step {}", held->step);
    }
    if (row.volume != 0) line += fmt::format(" (density {:.3f}, volume {:.3f})", row.density, row.volume);
    console.say(
        fmt::format("{}; {:.0f} images/s, {}", line, row.imagesPerSecond, durationText(row.elapsedSeconds)));
}

}  // namespace

int runTraining(const std::string& run, const std::function<JobEnd(std::stop_token, LiveTraining&)>& job,
                const std::string& command, Console& console) {
    LiveTraining live;
    const JobEnd end = console.watch(live.board, [&] { return job(console.stopToken(), live); });
    const RunSummary summary = readRunSummary(run);
    Json json = {{"command", command}};
    json.update(outcomeJson(summary));
    console.result(json);
    sayOutcome(summary, console);
    if (end == JobEnd::Cancelled) {
        console.say(fmt::format("Stopped. Go on with: nescio-cli resume {}", run));
        return kCancelled;
    }
    console.say(fmt::format("Kept in {}. Next: nescio-cli score {} --data PATH", run, run));
    return kOk;
}

}  // namespace nescio
