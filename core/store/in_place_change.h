// Changes a run file where it lies, without touching most of it, so that it is complete at any moment: before
// as it was, after as it will be. In this order, each step on disk before the next:
//   what is new goes behind all that the file refers to, where nobody looks;
//   what has to be overwritten, a few pages, goes into a journal beside the file: now the change is made;
//   the pages are overwritten, and the journal is removed.
// Source: redo logging, as in C. Mohan et al., ARIES, 1992, without undo: only whole changes are logged.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "core/store/hdf5_driver.h"

namespace nescio {

/// One change. It is held together by finish(); the steps are apart for tests that stop between them.
/// Requires: the folder's lock.
class InPlaceChange {
  public:
    /// Nothing when the file has to be written anew: it may not be written to, has other names that would see
    /// the change too, or is open in another program that locks it, as h5py does.
    /// Throws: RunFileError when it is damaged; std::system_error.
    static std::unique_ptr<InPlaceChange> of(const std::filesystem::path& file);
    /// Cuts off what was appended unless the change has been recorded.
    ~InPlaceChange();
    InPlaceChange(const InPlaceChange&) = delete;
    InPlaceChange& operator=(const InPlaceChange&) = delete;

    [[nodiscard]] hid_t file() const { return *m_opened; }
    /// Throws: std::system_error when the disk has refused something.
    void requireDisk() const { m_layers->requireDisk(); }
    /// Units: bytes, of the file as it was.
    [[nodiscard]] std::uint64_t sizeBefore() const { return m_sizeBefore; }

    /// All steps; false when others have kept the file open since it was begun: nothing was changed then.
    /// Throws: RunFileError, std::system_error. The file is then as it was, except when the disk
    /// refuses to overwrite; the sentence then tells what to keep.
    bool finish();
    void close();   ///< what is new is on disk
    bool record();  ///< the journal is; from then on readers wait
    void apply();   ///< all is

  private:
    InPlaceChange(std::filesystem::path path, Descriptor file);

    std::filesystem::path m_path;
    std::uint64_t m_sizeBefore;
    std::shared_ptr<LayeredFile> m_layers;
    std::optional<hdf5::Handle> m_opened;
    bool m_recorded = false;
};

/// Finishes a change whose writer was killed after it had been recorded, and removes a journal that was not
/// completed, unless a writer is at work or the file may not be written to: readers see through the journal.
void finishLeftChange(const std::filesystem::path& file);

}  // namespace nescio
