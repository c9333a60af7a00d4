// Which device a job runs on and why, as text; no torch in this header so that the window can show it.
#pragma once

#include <string>

namespace nescio {

/// A device that was chosen at run time.
struct DeviceChoice {
    std::string id;           ///< "cpu" or "cuda"
    std::string description;  ///< "CPU · 2 threads", "CUDA · NVIDIA H100"
    std::string reason;       ///< why CUDA is not used; empty where it is
};

/// Chooses for `wanted` (auto | cpu | cuda). Loads CUDA's libraries: call it on a worker thread.
/// Throws: DeviceError when cuda was asked for and cannot be had, OptionError for another word.
DeviceChoice describeDevice(const std::string& wanted);

/// Makes the calling thread fit for numbers: `threads` CPU threads (0: as many as cpuLimits() allow) and
/// denormals flushed to zero in this thread and in those that help it. Without the flush scoring slows down
/// up to eighty-fold. CUDA is held to float32 and to repeatable algorithms, in the whole process. Thread:
/// call it first in every thread that computes.
void enterComputeThread(int threads);

/// True when denormals are flushed in this thread and in those that help it.
bool denormalsAreFlushed();

/// "LibTorch 1.13.1", for provenance.
std::string torchVersion();

}  // namespace nescio
