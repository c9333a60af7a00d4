// Turns LibTorch's "out of memory" into Nescio's own, so that a window can offer half the batch.
#pragma once

#include <string>

#include <c10/util/Exception.h>

#include "core/values/failure.h"

namespace nescio {

/// Whether LibTorch's words mean that memory ran out: a tensor's, on a card or not; a CUDA library's own; or
/// the scratch space of every convolution that cuDNN knows, which it reports as having found none.
inline bool saysTooLittleMemory(const std::string& message) {
    for (const char* words :
         {"out of memory", "can't allocate memory", "_ALLOC_FAILED", "unable to find an engine"})
        if (message.find(words) != std::string::npos) return true;
    return false;
}

/// Runs `work`; a failed allocation on any device becomes DeviceMemoryError that names `what`.
template <class Work>
auto guardMemory(const std::string& what, Work work) {
    try {
        return work();
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        if (!saysTooLittleMemory(message)) throw Error(what + ": " + message.substr(0, message.find('\n')));
        throw DeviceMemoryError(what +
                                ": the device has too little memory for this batch; half of it may fit");
    }
}

}  // namespace nescio
