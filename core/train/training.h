// Training as one blocking call that a background thread makes. It talks through a LiveTraining: the caller
// pulls progress, history and snapshots from it, and pauses through it. No torch in this header.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/image.h"
#include "core/values/progress.h"
#include "core/values/run.h"

namespace nescio {

/// How a job ended when nothing failed; failures are thrown.
enum class JobEnd { Finished, Cancelled };

/// What a training in progress shows, and the handle to pause it.   Thread: any.
class LiveTraining {
  public:
    ProgressBoard board;

    void append(const HistoryRow& row);
    /// Rows from index `from` on.
    [[nodiscard]] std::vector<HistoryRow> rowsFrom(std::size_t from) const;

    void publish(std::shared_ptr<const FrozenModel> snapshot);
    /// The newest frozen copy of the model; null before the first.
    [[nodiscard]] std::shared_ptr<const FrozenModel> snapshot() const;

    void setPaused(bool paused);
    [[nodiscard]] bool paused() const;
    /// Blocks while paused; returns at once when stop is requested.
    void waitWhilePaused(const std::stop_token& stop);

    /// Ends a wait in trouble early: somebody has mended what the progress told.
    void tryAgain();
    /// Blocks for so long, or until a stop or tryAgain().
    void waitInTrouble(const std::stop_token& stop, std::chrono::milliseconds patience);

  private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_resumed;
    std::vector<HistoryRow> m_rows;
    std::shared_ptr<const FrozenModel> m_snapshot;
    bool m_paused = false;
    bool m_tryAgain = false;
};

/// Fields of RunSpec::trainOptions, with defaults and ranges.
const std::vector<OptionField>& trainOptionFields();

/// A model as lists and forms show it, without a tensor in sight.
struct ModelInfo {
    std::string id, title, source;
    std::vector<OptionField> options;
    std::vector<std::string> presets;
    std::map<std::string, std::string>
        presetNotes;  ///< by preset: whose its numbers are, and how sure that is
};
std::vector<ModelInfo> modelInfos();

/// The option values that a preset of a model means for images of a shape.   Throws: OptionError.
struct PresetValues {
    OptionValues model;
    OptionValues train;
};
PresetValues presetValues(const std::string& model, const std::string& preset, const ImageShape& shape);

/// Sets that are scored along a training, cut to the images wanted; see RunSummary::watched.
using WatchSets = std::vector<ImageSet>;

/// Trains from nothing and keeps everything in the run file `out`; it is replaced atomically at each
/// checkpoint, so it opens and can be resumed whatever happens. Another run that lies there is replaced,
/// whole, when this one begins, and stays where this one cannot begin. One training owns the file until it
/// ends. A checkpoint that the disk refuses does not end the training: it waits, its progress tells why, and
/// it goes on when the disk takes one. Throws: RunFileError (another training owns the file, the place takes
/// none, `out` is what is trained on), OptionError, ShapeError, DeviceError before any time is spent;
/// DivergenceError (the last good checkpoint stays), DeviceMemoryError during; RunFileError when it is
/// stopped while the disk refuses.
JobEnd startTraining(const RunSpec& spec, const ImageSet& data, const std::filesystem::path& out,
                     std::stop_token stop, LiveTraining& live, const WatchSets& watch = {});

/// Goes on where the run file stands; on one machine it ends in the weights an uninterrupted run ends in,
/// bit for bit (CPU, any number of threads).   Throws: as above, and DataError when `data` is not the set
/// the run was trained on.
JobEnd resumeTraining(const std::filesystem::path& run, const ImageSet& data, std::stop_token stop,
                      LiveTraining& live, const WatchSets& watch = {});

}  // namespace nescio
