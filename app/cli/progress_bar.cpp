#include "app/cli/progress_bar.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace nescio {
namespace {

constexpr int kBarCells = 24;

std::string bar(double share) {
    const int full = std::clamp(static_cast<int>(std::lround(share * kBarCells)), 0, kBarCells);
    std::string text;
    for (int i = 0; i < kBarCells; ++i) text += i < full ? "━" : "─";
    return text;
}

/// The first n characters (code points) of UTF-8 text.
std::string cutTo(const std::string& text, int n) {
    int seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && ++seen > n) return text.substr(0, i);
    return text;
}

}  // namespace

std::string durationText(double seconds) {
    const auto whole = static_cast<long>(std::lround(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

std::string progressLine(const Progress& progress, int columns) {
    std::string line = progress.stage;
    if (progress.total > 0) {
        const double share = static_cast<double>(progress.done) / static_cast<double>(progress.total);
        line += fmt::format(" {} {:.0f} %", bar(share), 100 * share);
    } else if (progress.done > 0) {
        line += fmt::format(" · {}", progress.done);
    }
    if (progress.imagesPerSecond > 0) line += fmt::format(" · {:.0f} images/s", progress.imagesPerSecond);
    if (progress.secondsLeft >= 0) line += fmt::format(" · {} left", durationText(progress.secondsLeft));
    if (!progress.detail.empty()) line += " · " + progress.detail;
    return cutTo(line, columns - 1);
}

}  // namespace nescio
