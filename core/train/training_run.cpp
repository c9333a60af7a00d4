#include "core/train/training_run.h"

#include <fmt/format.h>

#include "core/math/device.h"
#include "core/train/provenance.h"
#include "core/train/run_plan.h"
#include "core/train/watch.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr double kPublishSeconds = 3;             // a fresher snapshot than this no eye asks for
constexpr std::chrono::seconds kDiskPatience{5};  // between two tries to save on a disk that refuses

}  // namespace

TrainingRun::TrainingRun(RunSummary summary, const ImageSet& data, const std::filesystem::path& out)
    : m_summary(std::move(summary)),
      m_members(m_summary, data, torch::Device(describeDevice(m_summary.spec.device).id)),
      m_checkpointer(out, trainOptionsFrom(m_summary.spec.trainOptions).checkpointSeconds),
      m_stopwatch(m_summary.history.empty() ? 0 : m_summary.history.back().elapsedSeconds) {}

std::unique_ptr<TrainingRun> TrainingRun::begin(RunSpec spec, const ImageSet& data,
                                                const std::filesystem::path& out) {
    enterComputeThread(spec.threads);
    const auto device = describeDevice(spec.device);
    std::unique_ptr<TrainingRun> run(new TrainingRun(plannedRun(std::move(spec), data, device), data, out));
    run->m_members.start();
    run->m_summary.parameters = run->m_members.parameters();
    run->m_summary.weights = run->m_members.weights();
    run->m_checkpointer.begin(run->m_summary, run->m_members.checkpoint());
    return run;
}

std::unique_ptr<TrainingRun> TrainingRun::restore(const std::filesystem::path& path, const ImageSet& data) {
    auto summary = readRunSummary(path);
    const auto expected = summary.provenance["train_fingerprint"];
    const bool old = expected.size() == oldFingerprintOf({}).size();
    if (const auto found = old ? oldFingerprintOf(data) : trainFingerprintOf(data); found != expected)
        throw DataError(fmt::format(
            "resuming “{}”: expected the training set “{}” (fingerprint {}), found “{}” (fingerprint {})",
            path.string(), summary.trainSetTitle, expected, data.title, found));
    enterComputeThread(summary.spec.threads);
    const auto checkpoint = readCheckpoint(path);
    std::unique_ptr<TrainingRun> run(new TrainingRun(std::move(summary), data, path));
    run->m_members.restore(checkpoint);
    return run;
}

void TrainingRun::watch(const WatchSets& sets) {
    m_watch = sets;
    prepareWatch(m_summary, sets);
}

JobEnd TrainingRun::go(const std::stop_token& stop, LiveTraining& live) {
    Recorder recorder(m_summary, m_members, m_stopwatch, m_watch, live);
    recorder.record();
    while (m_members.stepsDone() < m_summary.totalSteps) {
        if (stop.stop_requested()) {
            keep(RunState::Stopped, stop, recorder, live);
            return JobEnd::Cancelled;
        }
        if (live.paused())
            pauseHere(stop, recorder, live);
        else
            m_members.step();
        recorder.record();
        if (std::chrono::duration<double>(Clock::now() - m_publishedAt).count() > kPublishSeconds)
            publish(live);
        if (m_checkpointer.due()) keep(RunState::Running, stop, recorder, live);
        recorder.postProgress();
    }
    keep(RunState::Finished, stop, recorder, live);
    publish(live);
    return JobEnd::Finished;
}

void TrainingRun::pauseHere(const std::stop_token& stop, Recorder& recorder, LiveTraining& live) {
    keep(RunState::Paused, stop, recorder, live);
    publish(live);
    m_stopwatch.pause();
    recorder.postPause();
    live.waitWhilePaused(stop);
    m_stopwatch.resume();
}

void TrainingRun::keep(RunState state, const std::stop_token& stop, Recorder& recorder, LiveTraining& live) {
    for (;;) {
        try {
            return save(state);
        } catch (const RunFileError& error) {
            if (stop.stop_requested()) throw;
            recorder.postTrouble(fmt::format(
                "{}; the training waits and goes on by itself once that is mended", error.what()));
        }
        m_stopwatch.pause();
        live.waitInTrouble(stop, kDiskPatience);
        m_stopwatch.resume();
    }
}

void TrainingRun::save(RunState state) {
    auto checkpoint = m_members.checkpoint();
    m_summary.state = state;
    m_summary.step = checkpoint.step;
    m_summary.weights = m_members.weights();
    if (const auto recording = m_members.recording(); !recording.empty())
        m_summary.provenance["cuda_graph"] = recording;
    m_checkpointer.save(m_summary, std::move(checkpoint));
}

void TrainingRun::publish(LiveTraining& live) {
    m_summary.step = m_members.stepsDone();
    m_summary.path = m_checkpointer.path().string();
    live.publish(m_members.frozen(m_summary));
    m_publishedAt = Clock::now();
}

}  // namespace nescio
