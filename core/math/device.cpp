#include "core/math/device.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <torch/version.h>
#if defined(__SSE__)
#include <immintrin.h>
#endif

#include "core/math/tensor.h"
#include "core/values/cpu_limits.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

std::string whyNoCuda() {
    if (!at::hasCUDA())
        return "no CUDA: this LibTorch was built without it, or its CUDA library is not linked";
    return "no CUDA: no NVIDIA driver or device answered";
}

/// As many as asked for, or as this process may use.
int threadsFor(int wanted) {
    if (wanted > 0) return std::min(wanted, kMostThreads);  // run files from elsewhere say any number
    return threadsWithin(cpuLimits(), static_cast<int>(std::thread::hardware_concurrency()));
}

/// What a card computes can be computed elsewhere: convolutions in whole float32 (LibTorch lets cuDNN round
/// to the ten bits of TF32 unless told otherwise), and by those algorithms only that repeat their result bit
/// for bit.
void keepCudaExact() {
    at::globalContext().setAllowTF32CuDNN(false);
    at::globalContext().setDeterministicCuDNN(true);
}

#if defined(__SSE__)
constexpr unsigned kFlushBits = 0x8040;  // flush-to-zero | denormals-are-zero of the MXCSR register
#endif

}  // namespace

DeviceChoice describeDevice(const std::string& wanted) {
    if (wanted != "auto" && wanted != "cpu" && wanted != "cuda")
        throw OptionError("device: expected auto, cpu or cuda, found “" + wanted + "”");
    const bool cuda = wanted != "cpu" && torch::cuda::is_available();
    if (wanted == "cuda" && !cuda)
        throw DeviceError("device: expected a CUDA device, found none (" + whyNoCuda() + ")");
    if (cuda) return {"cuda", fmt::format("CUDA · {} device(s)", torch::cuda::device_count()), ""};
    return {"cpu", fmt::format("CPU · {} threads", at::get_num_threads()),
            wanted == "cpu" ? "CPU was asked for" : whyNoCuda()};
}

void enterComputeThread(int threads) {
    at::set_num_threads(threadsFor(threads));
    static std::once_flag once;  // of the process, not of a thread
    std::call_once(once, keepCudaExact);
    at::globalContext().setFlushDenormal(true);
    // The pool's threads have floating-point states of their own; grain 1 reaches each of them.
    at::parallel_for(0, at::get_num_threads(), 1,
                     [](int64_t, int64_t) { at::globalContext().setFlushDenormal(true); });
}

bool denormalsAreFlushed() {
#if defined(__SSE__)
    std::atomic<bool> all{true};
    at::parallel_for(0, at::get_num_threads(), 1, [&](int64_t, int64_t) {
        if ((_mm_getcsr() & kFlushBits) != kFlushBits) all = false;
    });
    return all;
#else
    return at::globalContext().setFlushDenormal(true);
#endif
}

std::string torchVersion() {
    return std::string("LibTorch ") + TORCH_VERSION;
}

}  // namespace nescio
