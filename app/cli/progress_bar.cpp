#include "app/cli/progress_bar.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/cli/terminal_text.h"
#include "core/values/visible_text.h"

namespace nescio {
namespace {

constexpr int kBarCells = 24;
constexpr int kShortestStage = 12;
constexpr int kShortestDetail = 12;

std::string bar(double share) {
    const int full = std::clamp(static_cast<int>(std::lround(share * kBarCells)), 0, kBarCells);
    std::string text;
    for (int i = 0; i < kBarCells; ++i) text += i < full ? "━" : "─";
    return text;
}

/// The text in at most n characters, the last one "…" where some are left out.
std::string cutTo(const std::string& text, int n) {
    if (widthOf(text) <= n) return text;
    std::size_t at = 0;
    for (int seen = 0; at < text.size(); ++at)
        if (beginsCodePoint(text[at]) && ++seen > n - 1) break;
    return text.substr(0, at) + "…";
}

}  // namespace

std::string durationText(double seconds) {
    const auto whole = static_cast<long>(std::lround(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string progressLine(const Progress& progress, int columns) {
    std::string rest;
    const auto name = visibleText(progress.stage, LineEnds::Escaped);
    const auto detail = visibleText(progress.detail, LineEnds::Escaped);
    if (progress.total > 0) {
        const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
        rest += fmt::format(" {} {:.0f} %", bar(share), 100 * share);
    } else if (progress.done > 0) {
        rest += fmt::format(" · {}", progress.done);
    }
    if (progress.imagesPerSecond > 0) rest += fmt::format(" · {:.0f} images/s", progress.imagesPerSecond);
    if (progress.secondsLeft >= 0) rest += fmt::format(" · {} left", durationText(progress.secondsLeft));
    // The bar matters more than a long title, and the title more than the details.
    const int room = columns - 1 - widthOf(rest);
    const std::string stage = cutTo(name, std::max(kShortestStage, room));
    const bool fits = room - widthOf(stage) >= kShortestDetail;
    if (!detail.empty() && fits) rest += " · " + detail;
    return cutTo(stage + rest, columns - 1);
}

}  // namespace nescio
