#include "core/density/dequantized_flow.h"

#include <cmath>

#include "core/density/made_bytes.h"
#include "core/math/require_shape.h"
#include "core/nets/channel_norm.h"

namespace nescio {
namespace {

constexpr double kCentre = 0.5;

}  // namespace

DequantizedFlow::DequantizedFlow(ByteSpace space, std::shared_ptr<MultiScaleFlow> flow)
    : DensityModel(space), m_flow(register_module("flow", std::move(flow))) {}

std::vector<TermInfo> DequantizedFlow::termInfos() const {
    auto infos = m_flow->termInfos();
    infos.push_back({"bytes · −D log " + std::to_string(space().levels), TermKind::Scaling, 0, 0});
    return infos;
}

torch::Tensor DequantizedFlow::dequantized(const torch::Tensor& values, const NoiseKey& noise) const {
    const auto options = weightOptions();
    const auto fill = uniformNoise(noise, NoiseStream::Dequantize, shape().dims()).view(values.sizes());
    return (values.to(options) + fill.to(options)) * (1.0 / space().levels) - kCentre;
}

torch::Tensor DequantizedFlow::relaxedLogLikelihood(const torch::Tensor& values,
                                                    const NoiseKey& noise) const {
    const auto u = dequantized(values, noise);
    return sumOfParts(m_flow->terms(u), u) - static_cast<double>(shape().dims()) * std::log(space().levels);
}

std::vector<torch::Tensor> DequantizedFlow::termsOf(const torch::Tensor& bytes, const NoiseKey& noise) const {
    auto nats = m_flow->terms(dequantized(bytes, noise));
    nats.push_back(torch::full({}, -static_cast<double>(shape().dims()) * std::log(space().levels),
                               nats.front().options()));
    return nats;
}

void DequantizedFlow::initializeFrom(const torch::Tensor& bytes, const NoiseKey& noise) {
    m_flow->initializeFrom(dequantized(bytes, noise));
}

void DequantizedFlow::markReady() {
    nescio::markReady(*this);
}

torch::Tensor DequantizedFlow::sample(double temperature, const NoiseKey& noise, const StepReport&) const {
    const auto latents = normalNoise(noise, NoiseStream::Latent, shape().dims()).to(weightOptions());
    return decode(latents * temperature);
}

torch::Tensor DequantizedFlow::encode(const torch::Tensor& bytes, const NoiseKey& noise) const {
    requireShape(bytes, shape(), "encoding");
    return m_flow->toNoise(dequantized(bytes, noise));
}

torch::Tensor DequantizedFlow::decode(const torch::Tensor& latents) const {
    const auto u = m_flow->toData(latents) + kCentre;
    return toBytes(u.mul(space().levels), space().levels);
}

}  // namespace nescio
