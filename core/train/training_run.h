// A training in progress: the model or the members of an ensemble, and their run file, moved forward step by
// step. A step of an ensemble is one step of each member.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "core/density/density_model.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "core/train/training_member.h"

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
    JobEnd go(const std::stop_token& stop, LiveTraining& live);

  private:
    using Clock = std::chrono::steady_clock;

    TrainingRun(RunSummary summary, const ImageSet& data, std::filesystem::path out);
    void startModel();
    void restoreFrom(const Checkpoint& checkpoint);
    void requireFinite();
    [[nodiscard]] MeterReading takeMeters();
    [[nodiscard]] std::int64_t stepsDone();
    void oneStep();
    void logRow(LiveTraining& live);
    void look();
    [[nodiscard]] double validationBitsPerDim() const;
    void pauseHere(const std::stop_token& stop, LiveTraining& live);
    void postProgress(LiveTraining& live);
    /// A new run takes nothing over from a file that was there before.
    void save(RunState state, bool newRun = false);
    void publish(LiveTraining& live);
    [[nodiscard]] double elapsedSeconds() const;

    RunSummary m_summary;
    TrainOptions m_options;
    std::filesystem::path m_path;
    torch::Device m_device;
    std::vector<TrainingMember> m_members;
    std::shared_ptr<DensityModel> m_model;  ///< the only member's, or the ensemble of all

    WatchSets m_watch;

    double m_elapsedBefore = 0;  ///< seconds of earlier sessions, pauses left out
    Clock::time_point m_resumedAt = Clock::now();
    Clock::time_point m_savedAt = Clock::now();
    Clock::time_point m_publishedAt{};
    double m_rowElapsed = 0;     ///< elapsed seconds at the last history row
    std::int64_t m_rowStep = 0;  ///< steps at the last history row
    double m_imagesPerSecond = 0;
};

}  // namespace nescio
