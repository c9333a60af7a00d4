#include "app/session/run_titles.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace nescio {

std::string titleAmong(const std::vector<RunEntry>& runs, const RunEntry& run) {
    const auto same = std::count_if(runs.begin(), runs.end(), [&](const RunEntry& other) {
        return other.summary.title == run.summary.title;
    });
    if (same < 2) return run.summary.title;
    return fmt::format("{} · {}", run.summary.title, std::filesystem::path(run.path()).stem().string());
}

}  // namespace nescio
