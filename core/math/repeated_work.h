// Work that a device does again and again on the same tensors. A card that takes a thousand small kernels a
// step mostly waits for this machine to launch them; recorded once, as a CUDA graph, all of them are launched
// by one call.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/math/tensor.h"

namespace nescio {

/// Work that was recorded on a device.
class DeviceRecording {
  public:
    virtual ~DeviceRecording() = default;
    /// Starts it; returns without waiting for the device.
    virtual void replay() = 0;
};

/// Records what `work` launches, without doing it.   Throws: c10::Error where that cannot be.
using DeviceRecorder = std::function<std::unique_ptr<DeviceRecording>(const std::function<void()>& work)>;

/// What records on CUDA, to be set before the first work; empty where nothing can.
DeviceRecorder& cudaRecorder();

/// Whether work is recorded, in the whole process; true at first. Without, results are the same.
void recordDeviceWork(bool record);
/// How often work was recorded in this process.
std::int64_t recordingsMade();

/// Usage: run() in place of work(), which reads and writes tensors that stay where they are and, on the host,
/// nothing that changes from run to run. It runs plainly at first, which also loads what it needs, and is
/// then recorded. Work that waits for its device, or reads a number of it, cannot be recorded and goes on as
/// it is.
/// Thread: the one that made it.
class RepeatedWork {
  public:
    RepeatedWork(const torch::Device& device, std::function<void()> work);
    ~RepeatedWork();
    RepeatedWork(const RepeatedWork&) = delete;
    RepeatedWork& operator=(const RepeatedWork&) = delete;

    void run();
    /// The work now has other tensors.
    void startAnew();

    [[nodiscard]] bool isRecorded() const { return m_recording != nullptr; }
    /// Why it could not be recorded, one sentence; empty where it was, or was not tried.
    [[nodiscard]] const std::string& whyPlain() const { return m_whyPlain; }

  private:
    [[nodiscard]] bool isTimeToRecord() const;
    void record();

    torch::Device m_device;
    std::function<void()> m_work;
    std::unique_ptr<DeviceRecording> m_recording;
    std::string m_whyPlain;
    int m_plainRuns = 0;
};

}  // namespace nescio
