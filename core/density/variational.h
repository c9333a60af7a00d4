// A model that guesses latents with an encoder, seen so that another encoder can take its place: what a
// likelihood regret optimises, one image at a time, while the model itself stays as it is.
#pragma once

#include <memory>

#include "core/math/counter_noise.h"
#include "core/math/tensor.h"

namespace nescio {

class Encoder;

/// A DensityModel may be one, too.   Shapes: bytes uint8 [N,C,H,W] -> [N].   Units: nats.
class Variational {
  public:
    Variational() = default;
    virtual ~Variational() = default;
    Variational(const Variational&) = delete;
    Variational& operator=(const Variational&) = delete;

    /// A copy of the model's encoder, on its device, that shares nothing with it.
    [[nodiscard]] virtual std::shared_ptr<Encoder> encoderCopy() const = 0;
    /// log p(x | z) + log p(z) − log q(z | x), z drawn from what an encoder says: one importance weight an
    /// image.
    [[nodiscard]] virtual torch::Tensor logWeights(const Encoder& encoder, const torch::Tensor& bytes,
                                                   const NoiseKey& noise) const = 0;
    /// log p(x | z) − KL(q(z | x) ‖ p(z)) with the divergence in closed form, which varies less from draw to
    /// draw. Both have the same mean.
    [[nodiscard]] virtual torch::Tensor evidenceBound(const Encoder& encoder, const torch::Tensor& bytes,
                                                      const NoiseKey& noise) const = 0;
};

}  // namespace nescio
