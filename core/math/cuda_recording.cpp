#include "core/math/cuda_recording.h"

#if NESCIO_CUDA_GRAPHS

#include <array>
#include <mutex>

// LibTorch's headers ask for all of CUDA's run-time library, and Python wheels bring its interface only.
#define __CUDA_RUNTIME_H__  // NOLINT(bugprone-reserved-identifier)
#include <cuda_runtime_api.h>

#include <ATen/core/CachingHostAllocator.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/core/Event.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/version.h>

namespace nescio {
namespace {

/// One capture at a time: memory that LibTorch gives back for one would disturb another.
std::mutex& captureMutex() {
    static std::mutex mutex;
    return mutex;
}

/// The default stream cannot be captured. Always the same one, since cuBLAS keeps scratch space a stream.
c10::Stream sideStream() {
    static const c10::Stream stream = [] {
        const c10::impl::VirtualGuardImpl cuda(c10::kCUDA);
        return cuda.getStreamFromGlobalPool(cuda.getDevice());
    }();
    return stream;
}

class CudaRecording : public DeviceRecording {
  public:
    explicit CudaRecording(const std::function<void()>& work) {
        const std::lock_guard lock(captureMutex());
        // What earlier runs left over is memory that the graph, which has a pool of its own, cannot use.
        c10::cuda::CUDACachingAllocator::emptyCache();
        const c10::StreamGuard onSide(sideStream());
        m_device = onSide.current_stream().device_index();
        m_pool = at::cuda::graph_pool_handle();
        m_graph = std::make_unique<at::cuda::CUDAGraph>();
        try {
            // Other threads may go on with their own work on the card meanwhile.
            m_graph->capture_begin(m_pool, cudaStreamCaptureModeThreadLocal);
            work();
        } catch (...) {
            end();
            throw;
        }
        TORCH_CHECK(end(), m_why);
    }

    void replay() override {
        auto& done = m_done[m_turn];
        if (done.was_marked_for_recording()) done.synchronize();
        m_graph->replay();
        done.record(c10::impl::VirtualGuardImpl(c10::kCUDA).getStream({c10::kCUDA, m_device}));
        m_turn = (m_turn + 1) % m_done.size();
    }

  private:
    /// Takes the stream out of the capture, whatever became of it.
    bool end() {
        try {
            m_graph->capture_end();
            return true;
        } catch (const c10::Error& error) {
            m_why = error.what_without_backtrace();
            forget();
            return false;
        }
    }

    /// A capture that ends in an error leaves LibTorch's allocators waiting for its end, with a pointer to
    /// the graph, which has to stay for that.
    void forget() {
        try {
            c10::cuda::CUDACachingAllocator::endAllocateToPool(m_device, m_pool);
        } catch (const c10::Error&) {
            return;  // nobody waits
        }
        [[maybe_unused]] const auto* kept = m_graph.release();
        c10::cuda::CUDACachingAllocator::releasePool(m_device, m_pool);
#if TORCH_VERSION_MAJOR > 2 || TORCH_VERSION_MINOR >= 11
        at::getHostAllocator(at::kCUDA)->end_allocate_to_pool(m_pool);
        at::getHostAllocator(at::kCUDA)->release_pool(m_pool);
#endif
    }

    std::unique_ptr<at::cuda::CUDAGraph> m_graph;
    decltype(at::cuda::graph_pool_handle()) m_pool;
    c10::DeviceIndex m_device = 0;
    std::string m_why;
    /// This machine prepares one run while the device is at another, and goes no further ahead: what is asked
    /// to stop should stop soon.
    std::array<c10::Event, 2> m_done{c10::Event(c10::kCUDA), c10::Event(c10::kCUDA)};
    std::size_t m_turn = 0;
};

}  // namespace

DeviceRecorder ownCudaRecorder() {
    return [](const std::function<void()>& work) { return std::make_unique<CudaRecording>(work); };
}

}  // namespace nescio

#else

namespace nescio {

DeviceRecorder ownCudaRecorder() {
    return {};
}

}  // namespace nescio

#endif
