#include "core/values/standard_streams.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace nescio {

void secureStandardStreams() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free number is this one. For reading only: a result is not lost in silence.
        if (open("/dev/null", O_RDONLY) != stream) return;  // NOLINT(hicpp-vararg): POSIX's own
    }
}

}  // namespace nescio
