// A file that is being downloaded: "NAME.part" beside what it will be, owned by one program at a time, and
// "NAME.part.version" with what its server called the version that was begun.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace nescio {

/// Opened, or made, and locked; whatever happens to the program, what has come stays.
/// All functions throw Error with the path and the reason of the system: a full disk, a folder not writable.
class PartFile {
  public:
    explicit PartFile(const std::filesystem::path& target);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    /// False when another program is at it.
    [[nodiscard]] bool isOurs() const { return m_ours; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// Units: bytes.
    [[nodiscard]] std::int64_t size() const { return m_size; }

    /// What the server called the version of which these bytes are; empty where it said nothing.
    [[nodiscard]] std::string version() const;
    /// Forgets the bytes; those of `version` follow.
    void startAnew(const std::string& version);
    void append(std::span<const char> bytes);
    /// Puts the whole file in its place.
    void finish();
    /// Removes what came: it is not what it should be.
    void discard();

  private:
    [[noreturn]] void raise(const std::string& what) const;
    void openAndLock();

    /// Folders that were not there; those that are still empty at the end go.
    struct MadeFolders {
        ~MadeFolders();
        std::vector<std::filesystem::path> deepestFirst;
    };

    std::filesystem::path m_target, m_path, m_versionPath;
    MadeFolders m_made;
    int m_file = -1;
    bool m_ours = false;
    std::int64_t m_size = 0;
};

}  // namespace nescio
