#include "app/cli/start/kept_help.h"

#include <fstream>
#include <string_view>

namespace nescio {
namespace {

/// Under which the text is kept; nothing where none is asked for.
std::optional<std::string> topicOf(std::span<char* const> arguments) {
    const auto isHelp = [](std::string_view word) { return word == "--help" || word == "-h"; };
    if (arguments.empty() || arguments.size() > 2) return std::nullopt;
    const std::string first = arguments.front();
    if (arguments.size() == 2)
        return isHelp(arguments.back()) && !first.starts_with('-') ? std::optional(first) : std::nullopt;
    if (isHelp(first)) return "--help";
    return first == "--version" ? std::optional(first) : std::nullopt;
}

}  // namespace

std::optional<std::string> keptHelp(const std::filesystem::path& file, std::span<char* const> arguments) {
    const auto wanted = topicOf(arguments);
    if (!wanted) return std::nullopt;
    std::ifstream kept(file, std::ios::binary);
    for (std::string topic, text; std::getline(kept, topic, '\0') && std::getline(kept, text, '\0');)
        if (topic == *wanted) return text;
    return std::nullopt;
}

}  // namespace nescio
