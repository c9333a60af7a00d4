#include "core/math/repeated_work.h"

#include <atomic>

#include "core/math/cuda_recording.h"

namespace nescio {
namespace {

/// Libraries choose their kernels and load them in the first run, and do so again where its results are new
/// to a second.
constexpr int kPlainRuns = 2;

std::atomic<bool> s_record{true};
std::atomic<std::int64_t> s_made{0};

}  // namespace

DeviceRecorder& cudaRecorder() {
    static DeviceRecorder recorder = ownCudaRecorder();
    return recorder;
}

void recordDeviceWork(bool record) {
    s_record = record;
}

std::int64_t recordingsMade() {
    return s_made;
}

RepeatedWork::RepeatedWork(const torch::Device& device, std::function<void()> work)
    : m_device(device), m_work(std::move(work)) {}

RepeatedWork::~RepeatedWork() = default;

void RepeatedWork::run() {
    if (isTimeToRecord()) record();
    if (m_recording) return m_recording->replay();
    ++m_plainRuns;
    m_work();
}

void RepeatedWork::startAnew() {
    m_recording.reset();
    m_plainRuns = 0;
}

bool RepeatedWork::isTimeToRecord() const {
    return m_device.is_cuda() && s_record && cudaRecorder() && !m_recording && m_whyPlain.empty() &&
           m_plainRuns >= kPlainRuns;
}

void RepeatedWork::record() {
    try {
        m_recording = cudaRecorder()(m_work);
        ++s_made;
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        m_whyPlain = "a step could not be recorded: " + message.substr(0, message.find('\n'));
    }
}

}  // namespace nescio
