#include "datasets/folder/walk.h"

#include <algorithm>
#include <deque>
#include <set>

#include <fmt/format.h>
#include <sys/stat.h>

#include "core/values/failure.h"
#include "datasets/junk.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

class Walk {
  public:
    Walk(const fs::path& root, const LoadOptions& options) : m_root(root), m_options(options) {}

    std::optional<Walked> run() {
        std::error_code error;
        const fs::directory_iterator readable(m_root, error);
        if (error)
            throw DataError(
                fmt::format("{}: expected a readable folder, found: {}", m_root.string(), error.message()));
        if (!visit({})) return std::nullopt;
        for (; !m_links.empty(); m_links.pop_front())
            if (!visit(m_links.front(), true)) return std::nullopt;
        return std::move(m_walked);
    }

  private:
    /// What a folder holds, by what is done with it.
    struct Sorted {
        std::vector<std::string> files, folders, links;
    };

    /// false when stopped.
    bool visit(const std::string& inside, bool link = false) {
        if (m_options.stop.stop_requested()) return false;
        if (!isNew(inside)) {
            if (link) m_walked.leftOut.add(Unused::RepeatedLink, inside);
            return true;
        }
        if (std::count(inside.begin(), inside.end(), '/') >= kMostFolderDepth) {
            m_walked.leftOut.add(Unused::TooDeep, inside);
            return true;
        }
        const auto sorted = sort(inside);
        m_walked.files.insert(m_walked.files.end(), sorted.files.begin(), sorted.files.end());
        m_links.insert(m_links.end(), sorted.links.begin(), sorted.links.end());
        if (m_walked.files.size() > kMostFolderFiles)
            throw DataError(fmt::format("{}: expected a folder of at most {} files, found more",
                                        m_root.string(), kMostFolderFiles));
        return std::all_of(sorted.folders.begin(), sorted.folders.end(),
                           [this](const std::string& folder) { return visit(folder); });
    }

    bool isNew(const std::string& inside) {
        struct stat facts {};
        return stat((m_root / inside).c_str(), &facts) == 0 &&
               m_seen.emplace(facts.st_dev, facts.st_ino).second;
    }

    Sorted sort(const std::string& inside) {
        Sorted sorted;
        std::error_code error;
        for (fs::directory_iterator it(m_root / inside, error), end; !error && it != end; it.increment(error))
            put(*it, inside, sorted);
        if (error) m_walked.leftOut.add(Unused::Unreadable, inside);
        for (auto* names : {&sorted.files, &sorted.folders, &sorted.links})
            std::sort(names->begin(), names->end());
        return sorted;
    }

    void put(const fs::directory_entry& entry, const std::string& inside, Sorted& sorted) {
        const auto name = entry.path().filename().string();
        auto place = inside.empty() ? name : fmt::format("{}/{}", inside, name);
        std::error_code error;
        const bool link = entry.is_symlink(error);
        const auto status = entry.status(error);
        if (isJunk(name))
            m_walked.leftOut.add(Unused::Junk, place);
        else if (!fs::exists(status))
            m_walked.leftOut.add(link ? Unused::BrokenLink : Unused::Unreadable, place);
        else if (fs::is_directory(status))
            (link ? sorted.links : sorted.folders).push_back(std::move(place));
        else if (fs::is_regular_file(status))
            sorted.files.push_back(std::move(place));
        else
            m_walked.leftOut.add(Unused::NoFile, place);
    }

    const fs::path& m_root;
    const LoadOptions& m_options;
    Walked m_walked;
    std::deque<std::string> m_links;
    std::set<std::pair<dev_t, ino_t>> m_seen;
};

}  // namespace

std::optional<Walked> walkFolder(const fs::path& folder, const LoadOptions& options) {
    return Walk(folder, options).run();
}

}  // namespace nescio
