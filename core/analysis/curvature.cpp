#include "core/analysis/curvature.h"

#include <vector>

#include <fmt/format.h>

#include "core/flows/kinds/invertible_conv.h"
#include "core/math/counter_noise.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::int64_t kProbesAtOnce = 32;
constexpr std::uint64_t kProbeSeed = 7;

torch::Tensor toHost(const torch::Tensor& t) {
    return t.flatten(1).to(torch::kFloat64).cpu();
}

/// Random signs, one row a probe.   Shapes: -> [n,D].
torch::Tensor randomSigns(std::int64_t first, std::int64_t n, std::int64_t dims,
                          const torch::TensorOptions& options) {
    NoiseKey key{.seed = kProbeSeed};
    for (std::int64_t i = 0; i < n; ++i) key.images.push_back(first + i);
    return uniformNoise(key, NoiseStream::Latent, dims).lt(0.5).to(options) * 2 - 1;
}

/// Where the values that are still in the flow came from: dimensions of the data, [1,C,H,W].
class Places {
  public:
    explicit Places(const ImageShape& shape)
        : m_at(torch::arange(shape.dims(), torch::kFloat64)
                   .view({1, shape.channels, shape.height, shape.width})) {}

    /// Follows the values into a convolution: half of the channels left before a squeeze, or none.
    void enter(const ImageShape& shape) {
        if (m_at.size(1) == shape.channels && m_at.size(2) == shape.height) return;
        const std::int64_t kept = shape.channels / 4;
        if (shape.channels % 4 != 0 || kept > m_at.size(1) || 2 * shape.height != m_at.size(2))
            throw UnsupportedError(
                fmt::format("the paper's alpha: expected convolutions with squeezes between, found one on {} "
                            "after {} channels of {} rows",
                            toText(shape), m_at.size(1), m_at.size(2)));
        m_at = torch::pixel_unshuffle(m_at.narrow(1, 0, kept), 2);
    }
    /// Multiplies what belongs to the values of each channel.   Shapes: alpha [D], factors [C].
    void scale(torch::Tensor& alpha, const torch::Tensor& factors) const {
        const auto at = m_at.flatten().to(torch::kInt64);
        const auto each = factors.view({1, -1, 1, 1}).expand_as(m_at).flatten();
        alpha.index_copy_(0, at, alpha.index_select(0, at) * each);
    }

  private:
    torch::Tensor m_at;
};

/// Products of the Hessian of −|z(x)|² / 2 with directions.
class Hessian {
  public:
    Hessian(const DequantizedFlow& flow, const torch::Tensor& x0) : m_x(x0.clone().requires_grad_(true)) {
        const auto logP = -0.5 * flow.flow().toNoise(m_x).square().sum();
        m_gradient =
            torch::autograd::grad({logP}, {m_x}, {}, /*retain_graph=*/true, /*create_graph=*/true)[0];
    }
    /// Shapes: [D] -> [D], float64.
    [[nodiscard]] torch::Tensor times(const torch::Tensor& v) const {
        const auto along = v.to(m_x.options()).view_as(m_x);
        return toHost(torch::autograd::grad({m_gradient}, {m_x}, {along}, /*retain_graph=*/true)[0])[0];
    }

  private:
    torch::Tensor m_x, m_gradient;
};

/// The largest eigenvalue of a symmetric tridiagonal matrix.
double largestRitzValue(const std::vector<double>& diagonal, const std::vector<double>& beside) {
    const auto n = static_cast<std::int64_t>(diagonal.size());
    auto matrix = torch::diag(torch::tensor(diagonal, torch::kFloat64));
    for (std::int64_t i = 0; i + 1 < n; ++i) {
        matrix[i][i + 1] = beside[static_cast<std::size_t>(i)];
        matrix[i + 1][i] = beside[static_cast<std::size_t>(i)];
    }
    return torch::linalg_eigvalsh(matrix, "L").max().item<double>();
}

}  // namespace

std::optional<Expansion> expansionAt(const DequantizedFlow& flow, const torch::Tensor& x0,
                                     const std::stop_token& stop) {
    const torch::AutoGradMode grad(true);
    std::vector<torch::Tensor> pulled;
    Expansion expansion;
    for (std::int64_t first = 0; first < kCurvatureProbes; first += kProbesAtOnce) {
        if (stop.stop_requested()) return std::nullopt;
        const auto x = x0.expand({kProbesAtOnce, -1, -1, -1}).clone().requires_grad_(true);
        const auto z = flow.flow().toNoise(x);
        const auto v = randomSigns(first, kProbesAtOnce, x0.numel(), z.options());
        pulled.push_back(toHost(torch::autograd::grad({z}, {x}, {v}, /*retain_graph=*/true)[0]));
        if (first == 0) expansion.gradient = -toHost(torch::autograd::grad({z}, {x}, {z.detach()})[0])[0];
    }
    expansion.pulled = torch::cat(pulled);
    return expansion;
}

Mean overProbes(const torch::Tensor& estimates) {
    const auto host = estimates.to(torch::kFloat64).contiguous();
    const auto* values = host.data_ptr<double>();
    return meanOf({values, values + host.numel()});
}

torch::Tensor paperAlpha(const DequantizedFlow& flow) {
    const torch::NoGradGuard noGrad;
    auto alpha = torch::ones({flow.shape().dims()}, torch::kFloat64);
    Places places(flow.shape());
    for (const auto& module : flow.modules())  // in the order in which values pass them
        if (const auto* conv = dynamic_cast<const InvertibleConv*>(module.get())) {
            places.enter(conv->dataShape());
            places.scale(alpha, conv->matrix().to(torch::kFloat64).cpu().sum(0));
        }
    return alpha;
}

std::optional<double> largestCurvature(const DequantizedFlow& flow, const torch::Tensor& x0, int steps,
                                       const std::stop_token& stop) {
    const torch::AutoGradMode grad(true);
    const Hessian hessian(flow, x0);
    const auto dims = x0.numel();
    std::vector<torch::Tensor> basis;
    std::vector<double> diagonal, beside;
    auto v = randomSigns(kCurvatureProbes, 1, dims, torch::kFloat64)[0];
    v = v / v.norm();
    for (int step = 0; step < steps && step < dims; ++step) {
        if (stop.stop_requested()) return std::nullopt;
        basis.push_back(v);
        auto w = hessian.times(v);
        diagonal.push_back(w.dot(v).item<double>());
        for (int again = 0; again < 2; ++again)
            for (const auto& known : basis) w = w - known * w.dot(known);
        const double length = w.norm().item<double>();
        if (length < 1e-6 * std::abs(diagonal.front())) break;  // single precision has no more to tell
        beside.push_back(length);
        v = w / length;
    }
    return largestRitzValue(diagonal, beside);
}

}  // namespace nescio
