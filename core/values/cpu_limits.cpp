#include "core/values/cpu_limits.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <sched.h>

#include "core/values/number_text.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

/// Both numbers of a quota: microseconds of CPU in a period of so many microseconds.
std::optional<double> quotaOf(const std::string& time, const std::string& period) {
    const auto number = [](const std::string& text) { return readWhole(text.substr(0, text.find('\n'))); };
    const auto allowed = number(time), of = number(period);
    if (!allowed || !of || *allowed <= 0 || *of <= 0) return std::nullopt;  // "max", and -1 in version 1
    return static_cast<double>(*allowed) / static_cast<double>(*of);
}

/// Version 2: one file, "150000 100000".
std::optional<double> unifiedQuota(const fs::path& group, const ReadText& read) {
    const auto text = read(group / "cpu.max").value_or("");
    const auto gap = text.find(' ');
    if (gap == std::string::npos) return std::nullopt;
    return quotaOf(text.substr(0, gap), text.substr(gap + 1));
}

/// Version 1: a file for each number.
std::optional<double> formerQuota(const fs::path& group, const ReadText& read) {
    return quotaOf(read(group / "cpu.cfs_quota_us").value_or(""),
                   read(group / "cpu.cfs_period_us").value_or(""));
}

void take(std::optional<double>& smallest, const std::optional<double>& found) {
    if (found) smallest = std::min(smallest.value_or(*found), *found);
}

bool names(const std::string& controllers, const std::string& wanted) {
    std::istringstream list(controllers);
    for (std::string name; std::getline(list, name, ',');)
        if (name == wanted) return true;
    return false;
}

/// `group` and all groups around it, since each of them may limit. In a container its path may be that of the
/// host, which is not there; the innermost that is there then is the root.
template <class Quota>
std::optional<double> smallestUpwards(const fs::path& mount, const fs::path& group, const Quota& quota) {
    std::optional<double> smallest;
    for (auto at = group.relative_path();; at = at.parent_path()) {
        take(smallest, quota(mount / at));
        if (at.empty()) return smallest;
    }
}

std::optional<std::string> readFile(const fs::path& path) {
    std::ifstream file(path);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<int> affinityCount() {
    constexpr int kMostCpus = 8192;
    cpu_set_t* set = CPU_ALLOC(kMostCpus);
    if (!set) return std::nullopt;
    const auto size = CPU_ALLOC_SIZE(kMostCpus);
    const bool known = sched_getaffinity(0, size, set) == 0;
    const int count = known ? CPU_COUNT_S(size, set) : 0;
    CPU_FREE(set);
    return count > 0 ? std::optional(count) : std::nullopt;
}

}  // namespace

std::optional<double> cgroupQuota(const std::string& cgroups, const fs::path& root, const ReadText& read) {
    std::optional<double> smallest;
    std::istringstream lines(cgroups);
    for (std::string line; std::getline(lines, line);) {  // "4:cpu,cpuacct:/batch/job" or "0::/batch/job"
        const auto first = line.find(':'), second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos) continue;
        const auto controllers = line.substr(first + 1, second - first - 1);
        const fs::path group = line.substr(second + 1);
        const auto unified = [&](const fs::path& at) { return unifiedQuota(at, read); };
        const auto former = [&](const fs::path& at) { return formerQuota(at, read); };
        if (controllers.empty()) {
            take(smallest, smallestUpwards(root, group, unified));
            take(smallest, smallestUpwards(root / "unified", group, unified));  // beside version 1
        } else if (names(controllers, "cpu")) {
            take(smallest, smallestUpwards(root / controllers, group, former));
            if (controllers != "cpu") take(smallest, smallestUpwards(root / "cpu", group, former));
        }
    }
    return smallest;
}

std::optional<int> askedThreads(const char* ompNumThreads) {
    const std::string text = ompNumThreads ? ompNumThreads : "";
    const auto number = readWhole(text.substr(0, text.find(',')));
    if (!number || *number <= 0) return std::nullopt;
    return static_cast<int>(std::min<std::int64_t>(*number, kMostThreads));
}

CpuLimits cpuLimits() {
    return {.asked = askedThreads(std::getenv("OMP_NUM_THREADS")),
            .affinity = affinityCount(),
            .quota = cgroupQuota(readFile("/proc/self/cgroup").value_or(""), "/sys/fs/cgroup", readFile)};
}

int threadsWithin(const CpuLimits& limits, int hardware) {
    double threads = limits.affinity.value_or(hardware);
    if (limits.asked) threads = std::min<double>(threads, *limits.asked);
    if (limits.quota) threads = std::min(threads, std::ceil(*limits.quota));
    return static_cast<int>(std::clamp(threads, 1.0, static_cast<double>(kMostThreads)));
}

}  // namespace nescio
