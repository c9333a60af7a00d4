// PixelCNN: the exact probability of a byte image as a product over its bytes in raster order.
#pragma once

#include <functional>
#include <memory>

#include "core/density/byte_likelihood.h"
#include "core/density/density_model.h"
#include "core/nets/gated_pixelcnn.h"

namespace nescio {

/// log P(x) = sum over rows, columns and channels of log P(byte | bytes before it); exact.
/// Source: van den Oord et al. 2016.
class PixelCnn : public DensityModel {
  public:
    /// `net.outputs` and `net.image` are filled in here.
    PixelCnn(ByteSpace space, std::unique_ptr<ByteLikelihood> bytes, GatedPixelCnnOptions net,
             torch::Generator generator);

    [[nodiscard]] std::vector<TermInfo> termInfos() const override;
    [[nodiscard]] Tightness tightness() const override { return Tightness::Exact; }
    [[nodiscard]] DrawRule drawRule() const override { return DrawRule::Once; }
    [[nodiscard]] torch::Tensor relaxedLogLikelihood(const torch::Tensor& values,
                                                     const NoiseKey& noise) const override;
    [[nodiscard]] std::vector<torch::Tensor> pixelMaps(const torch::Tensor& bytes,
                                                       const NoiseKey& noise) const override;
    [[nodiscard]] bool splitsOverPixels() const override { return true; }
    [[nodiscard]] torch::Tensor sample(double temperature, const NoiseKey& noise,
                                       const StepReport& report = {}) const override;
    [[nodiscard]] std::string noLatents() const override;

    /// log P of every level of every byte given the bytes before it, the whole image at once.
    /// Shapes: uint8 [N,C,H,W] -> [N,C,H,W,levels].   Units: nats.
    [[nodiscard]] torch::Tensor logProbabilities(const torch::Tensor& bytes) const;

    /// One byte of each image in turn: position and log P of its levels [N,levels] -> its values, int64 [N].
    using Choose =
        std::function<torch::Tensor(int row, int column, int channel, const torch::Tensor& logProbabilities)>;
    /// Builds n images byte by byte from what `choose` says, with cached activations.
    /// Shapes: -> uint8 [n,C,H,W]; undefined when `report`, asked at each row, says stop.
    [[nodiscard]] torch::Tensor walk(std::int64_t n, const Choose& choose,
                                     const StepReport& report = {}) const;

    [[nodiscard]] const GatedPixelCnn& net() const { return *m_net; }

  private:
    [[nodiscard]] std::vector<torch::Tensor> termsOf(const torch::Tensor& bytes,
                                                     const NoiseKey& noise) const override;
    [[nodiscard]] torch::Tensor scaled(const torch::Tensor& levels) const;
    [[nodiscard]] torch::Tensor byteNats(const torch::Tensor& bytes) const;

    std::unique_ptr<ByteLikelihood> m_bytes;
    std::shared_ptr<GatedPixelCnn> m_net;
};

}  // namespace nescio
