// Help and version without the engine: LibTorch takes longer to load than a person takes to notice. The
// engine writes its texts beside itself when it is built.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace nescio {

/// The text that these arguments ask for: "--help", "--version", "COMMAND --help". Nothing for other
/// arguments, and where the file is absent or has no such text: the engine knows.
std::optional<std::string> keptHelp(const std::filesystem::path& file, std::span<char* const> arguments);

}  // namespace nescio
