// One half of the channels says how to shift and scale the other half.
#pragma once

#include "core/flows/bijection.h"
#include "core/nets/coupling_net.h"

namespace nescio {

/// Which half of the channels a coupling moves.
enum class Moves { SecondHalf, FirstHalf };

/// z = (a, (b + t(a)) * s(a)) with s = sigmoid(r + 2), bounded by 1 so that training cannot blow up.
/// Shapes: x = (a, b) along channels, a the first C/2, or (b, a) with b the first C - C/2; logDet [N] = sum
/// log s. Source: Dinh et al. 2017, section 3.2; the bound as in the published Glow.
class AffineCoupling : public Bijection {
  public:
    /// `net.in` and `net.out` are filled in here.   Throws: ShapeError for fewer than two channels.
    AffineCoupling(ImageShape shape, CouplingNetOptions net, torch::Generator generator,
                   Moves moves = Moves::SecondHalf);
    torch::Tensor initializeFrom(const torch::Tensor& x) override;

  private:
    struct Move {
        torch::Tensor shift, logit;  ///< both [N, C - C/2, H, W]
    };
    struct Halves {
        torch::Tensor kept, moved;
    };
    [[nodiscard]] Halves split(const torch::Tensor& x) const;
    [[nodiscard]] torch::Tensor join(const torch::Tensor& kept, const torch::Tensor& moved) const;
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;
    [[nodiscard]] Move moveFrom(const torch::Tensor& kept) const;

    Moves m_moves;
    int m_keptChannels;
    int m_movedChannels;
    std::shared_ptr<CouplingNet> m_net;
};

}  // namespace nescio
