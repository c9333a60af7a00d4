// nescio-cli, as people start it: answers what needs no engine, and becomes the engine for everything else.
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

#include <unistd.h>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "app/cli/start/kept_help.h"
#include "core/values/standard_streams.h"

// NOLINTNEXTLINE(bugprone-exception-escape): only no memory can, and then there is nothing left to say
int main(int argc, char** argv) {
    using namespace nescio;
    secureStandardStreams();
    std::error_code error;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    const Console console(false);
    const auto count = static_cast<std::size_t>(argc);
    if (const auto text =
            keptHelp(folder / NESCIO_KEPT_HELP, std::span(argv, count).subspan(argc > 0 ? 1 : 0))) {
        print(stdout, *text);
        return console.finish(kOk);
    }
    const auto engine = (folder / NESCIO_CLI_ENGINE).string();
    execv(engine.c_str(), argv);
    console.fail("expected the engine of nescio-cli at " + engine + ", found: " + std::strerror(errno),
                 kWorkFailed);
    return kWorkFailed;
}
