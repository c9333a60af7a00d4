// Whether a device does what the CPU does: every model from training to attack, every bijection, and what
// happens without memory. Prints one JSON object, an answer a line. On the CPU it compares the CPU with
// itself, which keeps the check honest where there is no card: see ./run gpu-check.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <iostream>
#include <new>

#include <torch/version.h>
#include <CLI/CLI.hpp>

#include "core/math/device.h"
#include "core/values/failure.h"
#include "tests/device/checks.h"

namespace {

/// A folder of its own, gone at the end.
class Scratch {
  public:
    Scratch()
        : m_path(std::filesystem::temp_directory_path() / ("nescio-device-" + std::to_string(getpid()))) {
        std::filesystem::create_directories(m_path);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    std::filesystem::path m_path;
};

struct Settings {
    std::string device = "cpu", only;
    std::vector<std::string> groups{"bijections", "models", "memory"};
    int threads = 1;
};

/// What is gone through in one go: a group of questions, or those about one model.
struct Unit {
    std::string name;
    std::function<void(nescio::devices::Findings&, const std::filesystem::path& scratch)> ask;
};

std::vector<Unit> unitsOf(const Settings& settings) {
    using namespace nescio::devices;
    const auto& device = settings.device;
    std::vector<Unit> units;
    for (const auto& group : settings.groups) {
        if (group == "bijections")
            units.push_back({group, [&](auto& findings, const auto&) { checkBijections(device, findings); }});
        if (group == "memory")
            units.push_back({group, [&](auto& findings, const auto& scratch) {
                                 checkMemory(device, scratch, findings);
                             }});
        if (group != "models") continue;
        for (const auto& subject : subjects())
            if (subject.name.find(settings.only) != std::string::npos)
                units.push_back({subject.name, [&device, subject](auto& findings, const auto& scratch) {
                                     checkModel(subject, device, scratch, findings);
                                 }});
    }
    return units;
}

/// Goes from the unit at hand as far as it can.   Returns: an exit status.
int goOn(const Settings& settings, const std::vector<Unit>& units, const std::filesystem::path& scratch,
         nescio::devices::Findings& findings, nescio::devices::Tally& tally) {
    try {
        nescio::enterComputeThread(settings.threads);
        (void)nescio::describeDevice(settings.device);  // throws where there is none
        for (; tally.unit < units.size(); ++tally.unit) units[tally.unit].ask(findings, scratch);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}

/// A process at a time: where one dies over a question, which libraries of a device bring about, the next one
/// goes on behind the unit that killed it.
int check(const Settings& settings) {
    using nescio::devices::Tally;
    auto* shared = mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) throw nescio::Error("no memory to share with a second process");
    auto& tally = *new (shared) Tally;
    nescio::devices::Findings findings(std::cout, tally);
    findings.open("\"device\": \"" + settings.device + "\", \"torch\": \"" + TORCH_VERSION + "\"");
    const auto units = unitsOf(settings);
    const Scratch scratch;
    for (; tally.unit < units.size(); ++tally.unit) {
        std::snprintf(tally.of, sizeof tally.of, "%s", units[tally.unit].name.c_str());
        std::snprintf(tally.asking, sizeof tally.asking, "begins");
        const auto child = fork();
        if (child == 0) _exit(goOn(settings, units, scratch.path(), findings, tally));
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) < 0) throw nescio::Error("no second process to be had");
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) return WEXITSTATUS(status);  // it said why
        if (WIFEXITED(status)) break;
        findings.answerFor(std::string("the process ended here: ") + strsignal(WTERMSIG(status)));
    }
    findings.close();
    std::cerr << tally.asked << " questions, " << tally.failed << " failed\n";
    return tally.failed == 0 ? 0 : 1;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a check that fails may end as it likes
int main(int argc, char** argv) {
    CLI::App app("Whether a device does what the CPU does");
    Settings settings;
    app.add_option("groups", settings.groups, "bijections, models, memory; all unless named")
        ->check(CLI::IsMember({"bijections", "models", "memory"}));
    app.add_option("--device", settings.device, "cpu or cuda");
    app.add_option("--threads", settings.threads, "of the CPU side");
    app.add_option("--only", settings.only, "models with this in their name");
    try {
        app.parse(argc, argv);
        return check(settings);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
