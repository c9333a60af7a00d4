#include "core/math/device.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <ATen/Parallel.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#include <fmt/format.h>
#include <torch/version.h>
#if defined(__SSE__)
#include <immintrin.h>
#endif

#include "core/math/parallel.h"
#include "core/math/tensor.h"
#include "core/values/cpu_limits.h"
#include "core/values/failure.h"

// NOLINTNEXTLINE(readability-identifier-naming): OpenBLAS's own, absent where another BLAS does the work
extern "C" [[gnu::weak]] void openblas_set_num_threads(int threads);

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

/// LibTorch gives back and asks anew for megabytes of memory a thousand times in a training step, and a new
/// page costs more than what is computed in it: what was freed is kept for the next. Training then takes a
/// tenth less time.
void keepFreedMemory() {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most it takes
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
#endif
}

/// Products of matrices stay on the thread that asks for them: several ask at once (parallel.h).
void keepBlasOnOneThread() {
    if (openblas_set_num_threads) openblas_set_num_threads(1);
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
    return {"cpu",
            fmt::format("CPU · {} thread{}", at::get_num_threads(), at::get_num_threads() == 1 ? "" : "s"),
            wanted == "cpu" ? "CPU was asked for" : whyNoCuda()};
}

void enterComputeThread(int threads) {
    at::set_num_threads(threadsFor(threads));
    static std::once_flag once;  // of the process, not of a thread
    std::call_once(once, [] {
        keepCudaExact();
        keepFreedMemory();
        keepBlasOnOneThread();
    });
    // Threads that this one starts, LibTorch's for its operators among them, inherit it.
    at::globalContext().setFlushDenormal(true);
}

bool denormalsAreFlushed() {
#if defined(__SSE__)
    std::atomic<bool> all{true};
    inParallel(64, [&](std::int64_t) {
        if ((_mm_getcsr() & kFlushBits) != kFlushBits) all = false;
    });
    // Operators have threads of their own: what they make of many denormals shows whether these flush, too.
    const auto denormals = torch::full({std::int64_t{1} << 20}, 1e-40F);
    return all && denormals.mul(1.5F).count_nonzero().item<std::int64_t>() == 0;
#else
    return at::globalContext().setFlushDenormal(true);
#endif
}

std::string torchVersion() {
    return std::string("LibTorch ") + TORCH_VERSION;
}

}  // namespace nescio
