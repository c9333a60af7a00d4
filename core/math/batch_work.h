// Work on batch after batch of images and their noise, recorded on CUDA: each batch is brought to the place
// of the one before.
#pragma once

#include <functional>
#include <string>

#include "core/math/noise_feed.h"
#include "core/math/repeated_work.h"

namespace nescio {

/// Thread: the one that made it.
class BatchWork {
  public:
    /// Reads a batch: uint8 [N,C,H,W] on the device, and the key of its noise, an image each. Beside these it
    /// may read and write tensors that stay where they are, and make new ones, which a later run writes
    /// again.
    using Work = std::function<void(const torch::Tensor& bytes, const NoiseKey& noise)>;

    /// What a batch smaller than the one recorded is to the work.
    enum class Smaller {
        Another,  ///< as any other size, it begins anew
        Part      ///< its images come first, among others: results of the work are one an image
    };

    BatchWork(const torch::Device& device, Smaller smaller, Work work);

    /// Does the work on a batch; returns without waiting for the device.
    void run(const torch::Tensor& bytes, const NoiseKey& noise);

    /// The batch of the last run, for who asks what was wrong with it.
    [[nodiscard]] const torch::Tensor& bytes() const { return m_bytes; }
    [[nodiscard]] const NoiseKey& noise() const { return m_noise; }
    [[nodiscard]] bool isRecorded() const { return m_work.isRecorded(); }
    /// Why it is not, as of RepeatedWork.
    [[nodiscard]] const std::string& whyPlain() const { return m_work.whyPlain(); }

  private:
    void place(const torch::Tensor& bytes);

    torch::Device m_device;
    Smaller m_smaller;
    Work m_onBatch;
    torch::Tensor m_bytes;
    NoiseKey m_noise;
    NoiseFeed m_feed;
    RepeatedWork m_work;
};

}  // namespace nescio
