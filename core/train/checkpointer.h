// What is kept of a training so that it can go on: its run file, written anew from time to time.
#pragma once

#include <chrono>
#include <filesystem>

#include "core/store/run_file.h"

namespace nescio {

/// Owns the path of a run being written.   Thread: the training lane's only.
class Checkpointer {
  public:
    /// `seconds`: a kill costs at most the work of this time.
    Checkpointer(std::filesystem::path path, double seconds) : m_path(std::move(path)), m_seconds(seconds) {}

    /// The first checkpoint of a run: nothing stays of another run that lay there.   Throws: RunFileError.
    void begin(const RunSummary& run, Checkpoint checkpoint);
    /// A later one; what else the file holds, stays.   Throws: RunFileError.
    void save(const RunSummary& run, Checkpoint checkpoint);
    /// Whether the last one is old enough.
    [[nodiscard]] bool due() const;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    using Clock = std::chrono::steady_clock;
    void write(const RunUpdate& update);

    std::filesystem::path m_path;
    double m_seconds;
    Clock::time_point m_savedAt = Clock::now();
};

}  // namespace nescio
