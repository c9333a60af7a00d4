// A file as HDF5 sees it: what lies on disk with a patch over it. A change of a file is made here: what it
// would overwrite goes into the patch, in memory; what it appends goes to the disk at once, behind all that
// the file refers to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>

#include "core/files/descriptor.h"
#include "core/store/patch.h"

namespace nescio {

class LayeredFile {
  public:
    /// `isSteady` is asked after each read from disk: once it says no, nothing is read any more.
    explicit LayeredFile(Descriptor file, Patch patch = {}, std::function<bool()> isSteady = {});

    /// What lies behind the end reads as zeros.   Returns false when the disk failed or was not steady.
    bool read(std::uint64_t offset, std::span<std::byte> bytes);
    /// Takes everything: what the disk refuses is dropped and told by requireDisk(), since HDF5 cannot end
    /// well on a full disk.
    void write(std::uint64_t offset, std::span<const std::byte> bytes);
    /// Where what HDF5 has given addresses to ends, which is often before the end of the file.
    void setEndOfData(std::uint64_t end) { m_endOfData = end; }
    [[nodiscard]] std::uint64_t endOfData() const { return m_endOfData; }
    /// The file ends where the data does, or the protected part when that is behind it.
    void cutAtEndOfData();
    /// Bytes below this offset stay as they are on disk: writes to them go into the patch. At first all are.
    void protectBelow(std::uint64_t offset) { m_protected = offset; }
    /// From now on writes are dropped: the file has been closed, whatever HDF5 still holds of it.
    void seal() { m_sealed = true; }

    [[nodiscard]] int descriptor() const { return m_file.get(); }
    [[nodiscard]] const Patch& patch() const { return m_patch; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] bool wasUnsteady() const { return m_unsteady; }
    /// Throws: std::system_error when the disk has refused something since the file was opened.
    void requireDisk() const;

  private:
    void writeToDisk(std::uint64_t offset, std::span<const std::byte> bytes);

    Descriptor m_file;
    Patch m_patch;
    std::function<bool()> m_isSteady;
    std::uint64_t m_size;
    std::uint64_t m_endOfData = 0;
    std::uint64_t m_protected = std::numeric_limits<std::uint64_t>::max();
    bool m_sealed = false;
    bool m_unsteady = false;
    int m_failure = 0;  ///< errno of the first refusal
};

}  // namespace nescio
