// The engine of nescio-cli (start/main.cpp): trains, scores and explains without a window. Reads the options,
// runs one command, and turns whatever goes wrong into one sentence and an exit code.
#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "core/values/failure.h"
#include "core/values/standard_streams.h"
#include "core/values/version.h"
#include "core/values/warning.h"

namespace {

using namespace nescio;

constexpr std::string_view kKeepHelp = "--keep-help";  ///< asked by the build alone

/// Wrong options end here before any command runs, so --json is looked for by hand.
int endOfParsing(const CLI::App& app, const CLI::ParseError& error, const Console& console) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {  // --help
        std::ostringstream help;
        const int code = app.exit(error, help, help);
        print(stdout, help.str());
        return code;
    }
    std::string sentence = error.what();
    std::replace(sentence.begin(), sentence.end(), '\n', ' ');
    console.fail(sentence + "; see nescio-cli --help", kBadOptions);
    return kBadOptions;
}

int runGuarded(const CommandBody& body, Console& console) {
    try {
        return body(console);
    } catch (const DeviceMemoryError& error) {
        console.fail(std::string(error.what()) + "; half the batch (--set batch=N, --batch N) may fit",
                     kBadDevice);
        return kBadDevice;
    } catch (const std::bad_alloc&) {
        console.fail("this machine ran out of memory; half the batch, or a --limit, may fit", kWorkFailed);
        return kWorkFailed;
    } catch (const std::exception& error) {
        console.fail(sentenceOf(error), exitCodeOf(error));
        return exitCodeOf(error);
    } catch (...) {
        console.fail("an error that gave no reason", kWorkFailed);
        return kWorkFailed;
    }
}

/// Writes every text of --help and --version as "topic", 0, "text", 0: how nescio-cli answers without this
/// program.
int keepHelp(const CLI::App& app, const char* file) {
    std::ofstream kept(file, std::ios::binary);
    const auto keep = [&kept](const std::string& topic, const std::string& text) {
        kept << topic << '\0' << text << '\0';
    };
    keep("--help", app.help());
    keep("--version", app.version() + "\n");
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
        keep(command->get_name(), command->help(app.get_name()));
    return kept.flush() ? kOk : kWorkFailed;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): only no memory can, and then there is nothing left to say
int main(int argc, char** argv) {
    secureStandardStreams();
    const bool json =
        std::any_of(argv, argv + argc, [](const char* word) { return std::string_view(word) == "--json"; });
    CLI::App app("Nescio: deep generative models, and how likely they find what they have never seen.",
                 "nescio-cli");
    app.set_version_flag("--version", fmt::format("nescio-cli {}", version()));
    app.require_subcommand(1);
    app.footer(kExitCodeHelp);
    bool jsonOption = false;  // declared for --help; its value was needed earlier
    app.add_flag("--json", jsonOption,
                 "Write one JSON object to stdout (keys: app/cli/README.md), errors to stderr");

    CommandBody chosen;
    for (const auto& kind : commandKinds()) {
        CLI::App* sub = app.add_subcommand(kind.name, kind.help);
        sub->fallthrough();
        sub->callback([&chosen, body = kind.declare(*sub)] { chosen = body; });
    }
    Console console(json);
    if (argc == 3 && std::string_view(argv[1]) == kKeepHelp) return keepHelp(app, argv[2]);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return console.finish(endOfParsing(app, error, console));
    }
    watchInterrupts();
    const WarningListener listener([&console](const std::string& sentence) { console.warn(sentence); });
    return console.finish(runGuarded(chosen, console));
}
