// What a change of a file leaves alone: found by what it replaces, so that parts nobody here knows are kept
// too.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/hdf5.h"

namespace nescio::hdf5 {

/// Copies all of `from` that is neither in `to` yet nor at or below one of the paths `replaced`: attributes
/// of the root and of groups that hold a replaced part, links, objects.   Throws: RunFileError naming the
/// part.
void keepRest(hid_t from, hid_t to, const std::vector<std::string>& replaced);

/// Copies one attribute; references, which mean nothing in another file, are left out.
void copyAttribute(hid_t from, hid_t to, const std::string& name);

/// Bytes that the datasets at or below `path` take in the file; 0 when there is nothing.
std::uint64_t storedBytes(hid_t file, const std::string& path);

/// Takes the parts out of the way and, once their replacements are written, out of the file. Only then is
/// their space free, so that nothing is written into it: it lies among what must not change yet.
class PartsAside {
  public:
    PartsAside(hid_t file, const std::vector<std::string>& parts);
    /// Units: bytes that stay unused in the file.
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    void remove();

  private:
    hid_t m_file;
    std::vector<std::string> m_names;
    std::uint64_t m_bytes = 0;
};

}  // namespace nescio::hdf5
