#include "core/train/provenance.h"

#include <chrono>
#include <fstream>
#include <iterator>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "core/math/device.h"
#include "core/values/content.h"
#include "core/values/version.h"

namespace nescio {
namespace {

/// The words this process was started with; empty where the system does not tell.
std::string commandLine() {
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    while (!text.empty() && text.back() == '\0') text.pop_back();
    for (auto& character : text)
        if (character == '\0') character = ' ';
    return text;
}

}  // namespace

std::map<std::string, std::string> provenanceNow(const std::string& device) {
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return {{"creator", "nescio"},
            {"creator_version", version()},
            {"torch_version", torchVersion()},
            {"device", device},
            {"created_utc", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now))},
            {"command_line", commandLine()}};
}

std::string trainFingerprintOf(const ImageSet& set) {
    Digest digest;
    for (const int side : {set.shape.channels, set.shape.height, set.shape.width})
        digest.add(static_cast<std::uint64_t>(side));
    return digest.add(std::as_bytes(std::span(set.bytes))).text();
}

std::string oldFingerprintOf(const ImageSet& set) {
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 1'099'511'628'211ULL; };
    for (const int side : {set.shape.channels, set.shape.height, set.shape.width})
        mix(static_cast<std::uint64_t>(side));
    mix(static_cast<std::uint64_t>(set.count));
    for (const auto byte : set.bytes) mix(byte);
    return fmt::format("{:016x}", hash);
}

}  // namespace nescio
