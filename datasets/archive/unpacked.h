// An archive as the folder that it packs: unpacked into a private folder for temporary files, which ends with
// its last user.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/values/failure.h"
#include "datasets/load.h"

namespace nescio {

/// What an archive may hold; the rest of it is refused before it is written.
struct ArchiveLimits {
    std::uint64_t bytes = std::uint64_t{256} << 30;  ///< in all, and never more than half of the free room
    std::int64_t entries = 4'000'000;
    int depth = 3;  ///< archives in archives
};

/// An archive's files on the disk. Links, devices and names that lead out of the archive are left out.
class Unpacked {
  public:
    /// nullptr when stopped.   Throws: DataError for a damaged archive, a password, a limit; Error for a full
    /// disk.
    static std::shared_ptr<const Unpacked> unpack(const std::filesystem::path& archive,
                                                  const LoadOptions& options,
                                                  const ArchiveLimits& limits = {});
    /// The same, but the last archive stays unpacked until another one is or the program ends: whoever asks
    /// what it holds will read it next.
    static std::shared_ptr<const Unpacked> lastOf(const std::filesystem::path& archive,
                                                  const LoadOptions& options);
    ~Unpacked();
    Unpacked(const Unpacked&) = delete;
    Unpacked& operator=(const Unpacked&) = delete;

    /// The folder that stands for the archive.
    [[nodiscard]] const std::filesystem::path& root() const { return m_root; }
    /// Where reading begins: the only file or folder in it, as deep as there is only one.
    [[nodiscard]] std::filesystem::path content() const;
    /// The text with places in the private folder called as in the archive: "faces.zip/train/1.png".
    [[nodiscard]] std::string named(std::string text) const;
    /// Does something with the files; what an error says of their places is said of the archive, and with it
    /// what was left out, which may be why.
    template <class Work>
    auto reading(Work work) const -> decltype(work()) {
        try {
            return work();
        } catch (const ImageError& error) {
            throw ImageError(told(error.what()));
        } catch (const RoundingError& error) {
            throw RoundingError(told(error.what()), named(error.found()));
        } catch (const DataError& error) {
            throw DataError(told(error.what()));
        }
    }
    /// A sentence for each kind of entry that was left out, and for names that stand for several.
    [[nodiscard]] const std::vector<std::string>& leftOut() const { return m_leftOut; }

  private:
    Unpacked(std::filesystem::path archive, std::filesystem::path folder, std::filesystem::path root)
        : m_archive(std::move(archive)), m_folder(std::move(folder)), m_root(std::move(root)) {}

    [[nodiscard]] std::string told(const std::string& error) const;

    std::filesystem::path m_archive;
    std::filesystem::path m_folder;  ///< to be removed
    std::filesystem::path m_root;    ///< within it, called like the archive, as the name may tell the set
    std::vector<std::string> m_leftOut;
};

}  // namespace nescio
