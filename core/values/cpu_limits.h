// How many CPUs this process may use, which on shared machines is fewer than there are: OMP_NUM_THREADS asks
// for modesty, `taskset` and cpusets take CPUs away, containers and batch systems give a share of time.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace nescio {

/// More would be of no use to any machine, and starting them fails on most.
constexpr int kMostThreads = 1024;

/// What was found; absent: no limit of that kind.
struct CpuLimits {
    std::optional<int> asked;     ///< the first number of OMP_NUM_THREADS
    std::optional<int> affinity;  ///< CPUs that the scheduler may run this process on
    std::optional<double> quota;  ///< CPUs' worth of time that the cgroups allow
};

/// Reads a file whole; nullopt where it cannot be read.
using ReadText = std::function<std::optional<std::string>(const std::filesystem::path&)>;

/// The smallest quota of the process's cgroups and those around them, of version 1 or 2.
/// `cgroups`: the text of /proc/self/cgroup; `root`: where the cgroups are mounted.
std::optional<double> cgroupQuota(const std::string& cgroups, const std::filesystem::path& root,
                                  const ReadText& read);

/// "4" or OpenMP's list by nesting, "4,2": its first number. nullopt for anything else.
std::optional<int> askedThreads(const char* ompNumThreads);

/// The limits of this process as they are now.
CpuLimits cpuLimits();

/// The smallest of the limits, a part of a CPU counting as one; `hardware` where there are none. At least
/// one, at most kMostThreads.
int threadsWithin(const CpuLimits& limits, int hardware);

}  // namespace nescio
