// A training in progress: what moves forward, what is written down of it and what is kept, step by step.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "core/train/checkpointer.h"
#include "core/train/recorder.h"
#include "core/train/stopwatch.h"
#include "core/train/training.h"
#include "core/train/training_members.h"

namespace nescio {

/// Owns everything that training touches.   Thread: one, from construction to destruction.
class TrainingRun {
  public:
    /// A model at its data-dependent start, in a file of its own. A run that lies at `out` is replaced once
    /// nothing can be wrong any more.   Throws: OptionError, ShapeError, DeviceError; the old file then
    /// stays.
    static std::unique_ptr<TrainingRun> begin(RunSpec spec, const ImageSet& data,
                                              const std::filesystem::path& out);
    /// Where the file stands.   Throws: RunFileError, DataError.
    static std::unique_ptr<TrainingRun> restore(const std::filesystem::path& run, const ImageSet& data);

    /// Scores these sets along the way.   Throws: ShapeError where one has another shape than the model.
    void watch(const WatchSets& sets);
    /// Trains to the end or until stopped; the file always holds a checkpoint to resume from.
    /// Throws: DivergenceError; RunFileError when stopped while the disk refuses the last checkpoint.
    JobEnd go(const std::stop_token& stop, LiveTraining& live);

  private:
    using Clock = std::chrono::steady_clock;

    TrainingRun(RunSummary summary, const ImageSet& data, const std::filesystem::path& out);
    void pauseHere(const std::stop_token& stop, Recorder& recorder, LiveTraining& live);
    /// Saves, as often as it takes: what was trained is worth waiting for.
    /// Throws: RunFileError when it is stopped while the disk refuses.
    void keep(RunState state, const std::stop_token& stop, Recorder& recorder, LiveTraining& live);
    void save(RunState state);
    void publish(LiveTraining& live);

    RunSummary m_summary;
    TrainingMembers m_members;
    Checkpointer m_checkpointer;
    WatchSets m_watch;
    Stopwatch m_stopwatch;
    Clock::time_point m_publishedAt{};
};

}  // namespace nescio
