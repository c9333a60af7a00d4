// A learned, invertible mixing of channels: a 1×1 convolution with a square matrix.
#pragma once

#include "core/flows/bijection.h"

namespace nescio {

/// How the matrix is kept.
enum class MixingForm {
    Plain,  ///< W itself; log|det W| by LU decomposition at every step
    Lu      ///< W = P L (U + diag(s)); log|det W| = sum log|s|, free; P and the signs of s stay fixed
};

/// z[:, :, h, w] = W x[:, :, h, w].
/// Shapes: x [N,C,H,W]; logDet = H*W * log|det W|, the same for all images.
/// Source: Kingma & Dhariwal 2018, section 3.2.
class InvertibleConv : public Bijection {
  public:
    /// Starts at a random rotation drawn from `generator`.
    InvertibleConv(ImageShape shape, MixingForm form, torch::Generator generator);

    [[nodiscard]] torch::Tensor matrix() const;     ///< W, [C,C]
    [[nodiscard]] torch::Tensor logAbsDet() const;  ///< log|det W| of one position, []

  private:
    [[nodiscard]] MappedParts mapToLatent(const torch::Tensor& x) const override;
    [[nodiscard]] Mapped mapToData(const torch::Tensor& z) const override;
    void startLu(const torch::Tensor& rotation);
    [[nodiscard]] double positions() const;

    MixingForm m_form;
    torch::Tensor m_weight;                               // Plain
    torch::Tensor m_permutation, m_lower, m_upper;        // Lu
    torch::Tensor m_logDiagonal, m_signs, m_strictLower;  // Lu
};

}  // namespace nescio
