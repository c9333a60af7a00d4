// The lock that HDF5 programs put on a file which they have open: shared to read, exclusive to change.
#pragma once

#include <chrono>

namespace nescio {

enum class Sharing { Shared, Exclusive };

/// Waits no longer than `patience`; closing the file releases the lock, as does a process's end. False when
/// another program holds on to it, or where a file system has no such locks.
bool lockFile(int descriptor, Sharing sharing, std::chrono::milliseconds patience);
void unlockFile(int descriptor);

}  // namespace nescio
