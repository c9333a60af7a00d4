#include "core/math/noise_feed.h"

#include "core/math/upload.h"

namespace nescio {

void NoiseFeed::turnTo(NoiseKey key) {
    if (key.images.size() != m_key.images.size()) m_asked.clear();
    m_key = std::move(key);
    m_key.feed = this;
    for (const auto& asked : m_asked) bring(asked);
}

bool NoiseFeed::brings(const NoiseKey& key) const {
    return key.seed == m_key.seed && key.draw == m_key.draw && key.images == m_key.images;
}

const torch::Tensor& NoiseFeed::numbers(NoiseForm form, NoiseStream stream, std::int64_t perImage) {
    for (const auto& asked : m_asked)
        if (asked.form == form && asked.stream == stream && asked.numbers.size(1) == perImage)
            return asked.numbers;
    const auto images = static_cast<std::int64_t>(m_key.images.size());
    m_asked.push_back(
        {form, stream, torch::empty({images, perImage}, torch::dtype(torch::kFloat32).device(m_device))});
    bring(m_asked.back());
    return m_asked.back().numbers;
}

void NoiseFeed::bring(const Asked& asked) const {
    const auto host = hostTensor(asked.numbers.sizes(), torch::kFloat32, m_device);
    drawNoise(asked.form, m_key, asked.stream, host);
    upload(host, asked.numbers);
}

}  // namespace nescio
