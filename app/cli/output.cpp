#include "app/cli/output.h"

#include <atomic>
#include <cerrno>

namespace nescio {
namespace {

std::atomic<int> firstLoss = 0;

void remember(int reason) {
    int none = 0;
    firstLoss.compare_exchange_strong(none, reason != 0 ? reason : EIO);
}

}  // namespace

void print(std::FILE* stream, const std::string& text) {
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), stream) < text.size() && stream == stdout) remember(errno);
}

int lostOutput() {
    errno = 0;
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) remember(errno);
    return firstLoss;
}

}  // namespace nescio
