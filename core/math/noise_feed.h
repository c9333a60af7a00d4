// Noise for work that is recorded: drawn by this machine, as everywhere, and brought into tensors of a device
// that stay where they are, so that the work finds new numbers at the old place. Drawing on the device would
// take some hundred small kernels for what this machine does while the device is busy with the step before.
#pragma once

#include <vector>

#include "core/math/counter_noise.h"

namespace nescio {

/// Usage: turnTo(key), then work that draws its noise with key(), again and again.
/// Thread: one.
class NoiseFeed {
  public:
    explicit NoiseFeed(const torch::Device& device) : m_device(device) {}
    NoiseFeed(const NoiseFeed&) = delete;
    NoiseFeed& operator=(const NoiseFeed&) = delete;

    /// Draws all that was asked for so far anew, for another key; into other tensors where that has more
    /// images or fewer.
    void turnTo(NoiseKey key);
    /// The key at hand, with this as its feed.
    [[nodiscard]] const NoiseKey& key() const { return m_key; }

    /// Whether it is the noise of this key that lies here.
    [[nodiscard]] bool brings(const NoiseKey& key) const;
    /// The noise of the key at hand, on the device.   Shapes: -> float32 [images, perImage].
    [[nodiscard]] const torch::Tensor& numbers(NoiseForm form, NoiseStream stream, std::int64_t perImage);

  private:
    struct Asked {
        NoiseForm form;
        NoiseStream stream;
        torch::Tensor numbers;  ///< on the device
    };
    void bring(const Asked& asked) const;

    torch::Device m_device;
    NoiseKey m_key;
    std::vector<Asked> m_asked;
};

}  // namespace nescio
