// What this process has used of memory at most: tells whether a refusal came before the work.
#pragma once

#include <sys/resource.h>

namespace nescio {

/// Units: MiB of resident memory, the highest since the process started.
inline double peakMebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace nescio
