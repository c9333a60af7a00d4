// The log-density of a constant-volume flow around one image, to second order: what the paper's section 5
// reads off its weights, and what the flow's Jacobian says.
#pragma once

#include <optional>
#include <stop_token>

#include "core/density/dequantized_flow.h"
#include "core/math/tensor.h"
#include "core/values/term_table.h"

namespace nescio {

/// Gradient and Gauss-Newton curvature −J^T J of log p(x) = −|z(x)|² / 2 + constant at x0, J = dz/dx. J is
/// known by random directions: |J y|² is the mean of (y · J^T v)² over random signs v. Units: the flow's,
/// levels / 256.   Source: Bekas, Kokiopoulou & Saad 2007 (probes).
struct Expansion {
    torch::Tensor gradient;  ///< [D]
    torch::Tensor pulled;    ///< J^T v, [probes,D]

    /// Estimates of the diagonal of J^T J, one a probe, [probes,D].
    [[nodiscard]] torch::Tensor alphaSquared() const { return pulled.square(); }
    /// Estimates of the mean of |J y|² over the rows of y, one a probe.   Shapes: [n,D] -> [probes].
    [[nodiscard]] torch::Tensor spreadOf(const torch::Tensor& y) const {
        return y.matmul(pulled.t()).square().mean(0);
    }
};

inline constexpr int kCurvatureProbes = 256;

/// nullopt when stopped.   Shapes: x0 [1,C,H,W].   Requires: a prior N(0, I).
std::optional<Expansion> expansionAt(const DequantizedFlow& flow, const torch::Tensor& x0,
                                     const std::stop_token& stop);

/// Mean over probes and its standard error.   Shapes: [probes].
Mean overProbes(const torch::Tensor& estimates);

/// The paper's alpha of every dimension of the data: the product over the 1×1 convolutions u_k that a value
/// passes of sum_j u_{k,c,j}, c the channel it enters by and j those it leaves by. The paper has it for
/// convolutions without a squeeze between them; here a value keeps its place in each squeeze, and takes part
/// in the convolutions up to where its half leaves. Actnorms and couplings are left out, as in the paper.
/// Shapes: -> [D], float64.   Throws: UnsupportedError where the convolutions do not follow each other so.
/// Source: Nalisnick et al. 2019, section 5, as recalled (which index enters is not said there).
torch::Tensor paperAlpha(const DequantizedFlow& flow);

/// A lower bound of the largest eigenvalue of the whole Hessian of log p at x0, the curvature of z itself
/// included: the largest Ritz value of some Lanczos steps, exact when there are as many as dimensions.
/// nullopt when stopped.   Requires: a prior N(0, I).   Source: Lanczos 1950, with full reorthogonalisation.
std::optional<double> largestCurvature(const DequantizedFlow& flow, const torch::Tensor& x0, int steps,
                                       const std::stop_token& stop);

}  // namespace nescio
