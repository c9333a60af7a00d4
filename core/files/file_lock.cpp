#include "core/files/file_lock.h"

#include <sys/file.h>

#include <cerrno>
#include <thread>

namespace nescio {

bool lockFile(int descriptor, Sharing sharing, std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const int how = (sharing == Sharing::Shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
    while (::flock(descriptor, how) != 0) {
        const bool busy = errno == EWOULDBLOCK || errno == EINTR;
        if (!busy || std::chrono::steady_clock::now() >= deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

void unlockFile(int descriptor) {
    ::flock(descriptor, LOCK_UN);
}

}  // namespace nescio
