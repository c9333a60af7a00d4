#include "core/math/batch_work.h"

namespace nescio {

BatchWork::BatchWork(const torch::Device& device, Smaller smaller, Work work)
    : m_device(device),
      m_smaller(smaller),
      m_onBatch(std::move(work)),
      m_feed(device),
      m_work(device, [this] { m_onBatch(m_bytes, m_device.is_cuda() ? m_feed.key() : m_noise); }) {}

void BatchWork::run(const torch::Tensor& bytes, const NoiseKey& noise) {
    m_noise = noise;
    if (m_device.is_cuda())
        place(bytes);
    else
        m_bytes = bytes;
    m_work.run();
}

void BatchWork::place(const torch::Tensor& bytes) {
    const auto n = bytes.size(0), room = m_bytes.defined() ? m_bytes.size(0) : 0;
    const bool part = m_smaller == Smaller::Part && m_work.isRecorded() && n < room;
    if (n != room && !part) {
        m_bytes = torch::empty_like(bytes);
        m_work.startAnew();
    }
    m_bytes.narrow(0, 0, n).copy_(bytes);
    auto key = m_noise;
    key.images.resize(static_cast<std::size_t>(m_bytes.size(0)), key.images.back());
    m_feed.turnTo(std::move(key));
}

}  // namespace nescio
