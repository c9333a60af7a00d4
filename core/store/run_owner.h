// Who writes a run from its first step to its last: one training a file, known to all others.
#pragma once

#include <filesystem>

#include "core/files/descriptor.h"

namespace nescio {

/// Owns the name of a run until it is destroyed. Other programs may still read the run and keep scores in it.
/// A locked file beside the run, ".NAME.owner", tells; a killed process owns nothing any more. Where a file
/// system has no locks, a warning says so, and nobody is kept out.
class RunOwner {
  public:
    /// Throws: RunFileError when another training owns it, in this process or another, or when nothing can be
    /// written there.
    explicit RunOwner(const std::filesystem::path& run);
    ~RunOwner();
    RunOwner(const RunOwner&) = delete;
    RunOwner& operator=(const RunOwner&) = delete;

  private:
    std::filesystem::path m_record;
    Descriptor m_file;
};

/// Before the work that leads to a training, such as reading its data.   Throws: as RunOwner.
void requireFreeRun(const std::filesystem::path& run);

}  // namespace nescio
