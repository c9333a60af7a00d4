// The journal of a change: the patch of a run file, kept beside it from before the first byte is overwritten
// until the last one is. Whoever finds a complete one lays it over the file and sees the change as done.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/store/patch.h"

namespace nescio {

/// ".NAME.patch" beside the file.
std::filesystem::path journalOf(const std::filesystem::path& file);

/// Writes the journal and flushes it to disk: from then on the change is made, whatever happens.
/// The file is as long as it will be, and what it appends is on disk.
/// Throws: std::system_error; no journal is left.
void writeJournal(const std::filesystem::path& file, int descriptor, const Patch& patch);

/// The patch of a journal that is complete and belongs to the file open in `descriptor`, going by the file's
/// size and its last page; else nothing.   Throws: std::system_error when there is one that cannot be read.
std::optional<Patch> readJournal(const std::filesystem::path& file, int descriptor);

/// Overwrites the file's bytes with the patch's, as often as one likes, and flushes them to disk. The file's
/// time of change then is a new one, however coarse the clock.   Throws: std::system_error.
void applyPatch(int descriptor, const Patch& patch);

/// Nothing happens when there is none.
void removeJournal(const std::filesystem::path& file);

}  // namespace nescio
