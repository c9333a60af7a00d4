// Sub-commands. A new one is one file in app/cli/commands/ that defines `nescio::commands::<id>::kind()`.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace nescio {

class Console;

/// What a command does once its options are read; gives the exit code. Failures are thrown.
using CommandBody = std::function<int(Console&)>;

/// A registered sub-command.
struct CommandKind {
    std::string name;  ///< as it is typed
    std::string help;  ///< one sentence
    /// Adds the options to the sub-command and gives what runs it.
    std::function<CommandBody(CLI::App&)> declare;
};

/// All commands, alphabetical by file.
const std::vector<CommandKind>& commandKinds();

}  // namespace nescio
