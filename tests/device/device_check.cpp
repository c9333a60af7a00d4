// Whether a device does what the CPU does: every model from training to attack, every bijection, and what
// happens without memory. Prints one JSON object, an answer a line. On the CPU it compares the CPU with
// itself, which keeps the check honest where there is no card: see ./run gpu-check.
#include <unistd.h>

#include <iostream>

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

int check(const Settings& settings) {
    using namespace nescio;
    const auto& device = settings.device;
    enterComputeThread(settings.threads);
    (void)describeDevice(device);  // throws where there is none
    const Scratch scratch;
    devices::Findings findings(std::cout,
                               "\"device\": \"" + device + "\", \"torch\": \"" + TORCH_VERSION + "\"");
    for (const auto& group : settings.groups) {
        if (group == "bijections") devices::checkBijections(device, findings);
        if (group == "memory") devices::checkMemory(device, scratch.path(), findings);
        if (group != "models") continue;
        for (const auto& subject : devices::subjects())
            if (subject.name.find(settings.only) != std::string::npos)
                devices::checkModel(subject, device, scratch.path(), findings);
    }
    findings.close();
    std::cerr << findings.asked() << " questions, " << findings.failed() << " failed\n";
    return findings.failed() == 0 ? 0 : 1;
}

}  // namespace

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
