// What this process has used of memory at most: tells whether a refusal came before the work.
#pragma once

#include <sys/resource.h>
#include <fstream>
#include <string>

namespace nescio {

/// Units: MiB of resident memory, the highest since the process started.
inline double peakMebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Starts the count of peakSinceForgotten() anew.   Source: proc(5), /proc/self/clear_refs.
inline void forgetPeak() {
    std::ofstream("/proc/self/clear_refs") << "5";
}
/// Units: MiB of resident memory, the highest since forgetPeak(); 0 where the system does not say.
inline double peakSinceForgotten() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (double kibibytes = 0; word == "VmHWM:" && status >> kibibytes) return kibibytes / 1024;
    return 0;
}

}  // namespace nescio
