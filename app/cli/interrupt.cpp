#include "app/cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace nescio {
namespace {

// Written by a signal handler and read by another thread: only a lock-free atomic is fit for both.
std::atomic<bool> flag = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void onSignal(int) {
    flag = true;
}

}  // namespace

void watchInterrupts() {
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);  // the second one finds the default again
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
    return flag;
}

}  // namespace nescio
