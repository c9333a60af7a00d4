// What is written down along a training: rows of its history, looks at watched sets, progress. It reads the
// models and changes nothing of them but their meters.
#pragma once

#include "core/train/stopwatch.h"
#include "core/train/train_options.h"
#include "core/train/training.h"
#include "core/train/training_members.h"

namespace nescio {

/// Writes into a run's summary and tells a LiveTraining.   Thread: the training lane's only.
class Recorder {
  public:
    /// What it is handed outlives it. The rows that the run has already are told first.
    Recorder(RunSummary& run, TrainingMembers& members, const Stopwatch& watch, const WatchSets& sets,
             LiveTraining& live);

    /// Writes what is due after so many steps: a row, a look at each watched set.
    /// Throws: DivergenceError where a row would hold a value that is not finite.
    void record();
    /// Says how far the training is.
    void postProgress();
    /// Says that it stands still.
    void postPause();
    /// Says what it waits for.
    void postTrouble(const std::string& sentence);

  private:
    void writeRow();
    void look();
    void postStill(const std::string& stage, const std::string& trouble);

    RunSummary& m_run;
    TrainingMembers& m_members;
    const Stopwatch& m_stopwatch;
    const WatchSets& m_sets;
    LiveTraining& m_live;
    TrainOptions m_options;

    std::int64_t m_rowStep;  ///< steps at the last row
    double m_rowSeconds;     ///< time at the last row
    double m_imagesPerSecond = 0;
};

}  // namespace nescio
