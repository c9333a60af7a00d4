#include "core/analysis/parts.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "core/scores/score.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// Letters and digits of a name, as they can be typed anywhere.
std::string plain(const std::string& name) {
    std::string letters;
    for (const char letter : name)
        if (const auto code = static_cast<unsigned char>(letter); code < 128 && std::isalnum(code))
            letters += static_cast<char>(std::tolower(code));
    return letters;
}

}  // namespace

std::vector<Part> partsOf(const std::vector<TermInfo>& infos) {
    std::vector<Part> parts{{"density", [](const TermInfo& info) { return isDensity(info.kind); }},
                            {"volume", [](const TermInfo& info) { return isVolume(info.kind); }},
                            {"total", [](const TermInfo&) { return true; }}};
    int levels = 0;
    for (const auto& info : infos) levels = std::max(levels, info.level);
    for (int level = 1; level <= levels; ++level) {
        parts.push_back({fmt::format("level {} · density", level),
                         [=](const TermInfo& info) { return info.level == level && isDensity(info.kind); }});
        parts.push_back({fmt::format("level {} · volume", level),
                         [=](const TermInfo& info) { return info.level == level && isVolume(info.kind); }});
    }
    if (!hasVolume(infos)) std::erase_if(parts, [](const Part& part) { return part.title != "total"; });
    return parts;
}

Part partNamed(const std::string& name, const std::vector<TermInfo>& infos) {
    const auto parts = partsOf(infos);
    const auto wanted = plain(name);
    for (const auto& part : parts)
        if (plain(part.title) == wanted) return part;
    for (const auto& info : infos)
        if (plain(info.label) == wanted)
            return {info.label, [label = info.label](const TermInfo& one) { return one.label == label; }};
    std::vector<std::string> titles;
    for (const auto& part : parts) titles.push_back(part.title);
    throw OptionError(
        fmt::format("part: expected one of {}, or the label of a single term (export --what scores "
                    "lists them), found “{}”",
                    fmt::join(titles, ", "), name));
}

std::vector<double> valuesOf(const TermTable& table, const Part& part) {
    std::vector<double> values(table.rows());
    for (std::size_t row = 0; row < values.size(); ++row)
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (part.takes(table.columns[c])) values[row] += table.nats[row * table.columns.size() + c];
    return values;
}

}  // namespace nescio
