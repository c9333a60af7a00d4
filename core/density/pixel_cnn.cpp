#include "core/density/pixel_cnn.h"

#include <fmt/format.h>

#include "core/density/made_bytes.h"
#include "core/math/gaussian.h"
#include "core/math/require_shape.h"

namespace nescio {

PixelCnn::PixelCnn(ByteSpace space, std::unique_ptr<ByteLikelihood> bytes, GatedPixelCnnOptions net,
                   torch::Generator generator)
    : DensityModel(space), m_bytes(std::move(bytes)) {
    net.image = space.shape;
    net.outputs = m_bytes->parametersPerByte();
    m_net = register_module("net", std::make_shared<GatedPixelCnn>(net, std::move(generator)));
}

std::vector<TermInfo> PixelCnn::termInfos() const {
    if (shape().channels == 1) return {{"pixels", TermKind::Conditional}};
    std::vector<TermInfo> infos;
    for (int channel = 1; channel <= shape().channels; ++channel)
        infos.push_back({fmt::format("channel {} · pixels", channel), TermKind::Conditional});
    return infos;
}

torch::Tensor PixelCnn::scaled(const torch::Tensor& levels) const {
    return levels.to(weightOptions()) * (2.0 / (space().levels - 1)) - 1;
}

torch::Tensor PixelCnn::byteNats(const torch::Tensor& bytes) const {
    return m_bytes->logProbability(m_net->forward(scaled(bytes)), bytes);
}

std::vector<torch::Tensor> PixelCnn::termsOf(const torch::Tensor& bytes, const NoiseKey&) const {
    std::vector<torch::Tensor> nats;
    for (const auto& channel : byteNats(bytes).unbind(1)) nats.push_back(sumPerImage(channel));
    return nats;
}

torch::Tensor PixelCnn::relaxedLogLikelihood(const torch::Tensor& values, const NoiseKey&) const {
    return sumPerImage(relaxedLogProbability(*m_bytes, m_net->forward(scaled(values)), values));
}

std::vector<torch::Tensor> PixelCnn::pixelMaps(const torch::Tensor& bytes, const NoiseKey&) const {
    requireShape(bytes, shape(), "model");
    return byteNats(bytes).unbind(1);
}

torch::Tensor PixelCnn::logProbabilities(const torch::Tensor& bytes) const {
    return m_bytes->logProbabilities(m_net->forward(scaled(bytes)).movedim(2, -1));
}

torch::Tensor PixelCnn::walk(std::int64_t n, const Choose& choose, const StepReport& report) const {
    const torch::NoGradGuard noGrad;
    const auto& [channels, height, width] = shape();
    auto images = torch::zeros({n, channels, height, width},
                               torch::dtype(torch::kUInt8).device(weightOptions().device()));
    GatedPixelCnn::Walk walk(*m_net, n);
    for (int row = 0; row < height; ++row) {
        if (report && !report(row, height)) return {};
        walk.beginRow();
        for (int column = 0; column < width; ++column)
            for (int channel = 0; channel < channels; ++channel) {
                const auto logP = m_bytes->logProbabilities(walk.outputsAt(column, channel));
                const auto levels = choose(row, column, channel, logP);
                images.select(3, column).select(2, row).select(1, channel).copy_(levels);
                walk.set(column, channel, scaled(levels));
            }
    }
    return images;
}

torch::Tensor PixelCnn::sample(double temperature, const NoiseKey& noise, const StepReport& report) const {
    const auto& [channels, height, width] = shape();
    const auto n = static_cast<std::int64_t>(noise.images.size());
    const auto u = uniformNoise(noise, NoiseStream::Bytes, shape().dims())
                       .to(weightOptions().device())
                       .view({n, channels, height, width});
    auto seen = torch::zeros({n}, u.options());  // a NaN among the probabilities makes a NaN of the sum
    const auto draw = [&](int row, int column, int channel, const torch::Tensor& logP) {
        seen += logP.exp().sum(-1);
        return drawLevels(logP, u.select(3, column).select(2, row).select(1, channel), temperature);
    };
    auto images = walk(n, draw, report);
    if (images.defined()) countNotFinite(seen.unsqueeze(1));
    return images;
}

std::string PixelCnn::noLatents() const {
    return "a PixelCNN has no latents: it draws each byte given the bytes before it";
}

}  // namespace nescio
