// What of a folder is no usable image: counted by reason, the first of each named. Nothing of it is fatal.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nescio {

/// Why a file or folder was left out.
enum class Unused {
    Damaged,       ///< an image that cannot be read
    NoImage,       ///< something else
    WebPage,       ///< HTML, mostly under an image's name
    Unreadable,    ///< without the right to read it, or gone
    BrokenLink,    ///< points to nothing
    RepeatedLink,  ///< points to a folder that is read anyway
    NoFile,        ///< a pipe, socket or device
    Junk,          ///< hidden, or a system's leftover
    TooDeep,       ///< within too many folders
    Beside,        ///< an image beside the folders of classes or parts
    NotListed,     ///< an image that the set's list does not name
    NotThere,      ///< a file that the set's list names
    ListedTwice,   ///< a file that the set's list names again
    NamesNone      ///< a row of the set's list
};

/// Counts by reason.
class LeftOut {
  public:
    /// `what` names the file, with what is known about it.
    void add(Unused why, const std::string& what);
    void add(const LeftOut& other);
    [[nodiscard]] std::int64_t count() const;
    /// One a reason: "left out: 2 files that are no images (first: notes.txt)".
    [[nodiscard]] std::vector<std::string> sentences() const;

  private:
    struct Entry {
        std::int64_t count = 0;
        std::string first;
    };
    std::map<Unused, Entry> m_entries;
};

}  // namespace nescio
