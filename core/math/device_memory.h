// Turns LibTorch's "out of memory" into Nescio's own, so that a window can offer half the batch.
#pragma once

#include <string>

#include <c10/util/Exception.h>

#include "core/values/failure.h"

namespace nescio {

/// Runs `work`; a failed allocation on any device becomes DeviceMemoryError that names `what`.
template <class Work>
auto guardMemory(const std::string& what, Work work) {
    try {
        return work();
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        const bool memory = message.find("out of memory") != std::string::npos ||
                            message.find("can't allocate memory") != std::string::npos;
        if (!memory) throw Error(what + ": " + message.substr(0, message.find('\n')));
        throw DeviceMemoryError(what +
                                ": the device has too little memory for this batch; half of it may fit");
    }
}

}  // namespace nescio
