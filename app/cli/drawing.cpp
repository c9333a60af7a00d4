#include "app/cli/drawing.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/store/run_file.h"
#include "core/values/failure.h"

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to us

namespace nescio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProgram = "nescio-draw";

/// Where the program is; empty where it is not.
std::string programPath() {
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    if (!error && fs::exists(self.parent_path() / kProgram, error))
        return (self.parent_path() / kProgram).string();
    const char* search = std::getenv("PATH");
    std::string folders = search ? search : "";
    for (std::size_t begin = 0; begin < folders.size();) {
        const auto end = std::min(folders.find(':', begin), folders.size());
        const auto candidate = fs::path(folders.substr(begin, end - begin)) / kProgram;
        if (::access(candidate.c_str(), X_OK) == 0) return candidate.string();
        begin = end + 1;
    }
    return {};
}

/// Nobody else's, and gone with the object.
class TemporaryFolder {
  public:
    TemporaryFolder() : m_path((fs::temp_directory_path() / "nescio-XXXXXX").string()) {
        if (!::mkdtemp(m_path.data()))
            throw Error(fmt::format("cannot make a folder “{}”: {}", m_path, std::strerror(errno)));
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] fs::path path() const { return m_path; }

  private:
    std::string m_path;
};

}  // namespace

bool canDraw() {
    return !programPath().empty();
}

void draw(const std::vector<std::string>& arguments) {
    auto path = programPath();
    if (path.empty())
        throw Error(
            fmt::format("drawing: expected {} beside this program, found none; it is built where Qt 6 "
                        "is there, and draws run files made elsewhere",
                        kProgram));
    std::vector<std::string> words{path, "--force"};  // whether files may go was decided before the work
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t child = 0;
    if (const int failed = posix_spawn(&child, path.c_str(), nullptr, nullptr, argv.data(), environ))
        throw Error(fmt::format("cannot start “{}”: {}", path, std::strerror(failed)));
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw Error(fmt::format("{} failed; its sentence stands above", kProgram));
}

void drawFigures(const ExperimentResult& result, const std::string& base) {
    // A result without a run travels in a run file that holds nothing else.
    const TemporaryFolder folder;
    const auto file = (folder.path() / "drawing.h5").string();
    updateRunFile(file, {.experiments = {result}});
    draw({"figures", file, "--out", base});
}

}  // namespace nescio
