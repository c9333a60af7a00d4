#include "core/flows/kinds/invertible_conv.h"

#include <torch/csrc/autograd/custom_function.h>

namespace nescio {
namespace {

/// Twice the same matrix: LibTorch gives a batch to cuBLAS and a single matrix to cuSOLVER, which takes more
/// kernels and need not bear being recorded.   Shapes: [n,n] -> [2,n,n].
torch::Tensor twice(const torch::Tensor& matrix) {
    return matrix.unsqueeze(0).expand({2, -1, -1});
}

/// log |det W| of a small matrix, with the gradient W^-T. linalg_slogdet does the same in more steps, one of
/// which, the product of the signs, LibTorch compiles at run time on CUDA. There it must not be asked whether
/// it succeeded either: a singular matrix has the log-determinant minus infinity, which training notices.
struct LogAbsDet : torch::autograd::Function<LogAbsDet> {
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& matrix) {
        if (!matrix.is_cuda()) {
            context->save_for_backward({matrix});
            return logDiagonalOf(std::get<0>(torch::linalg_lu_factor(matrix)));
        }
        const auto [factors, pivots, info] = torch::linalg_lu_factor_ex(twice(matrix));
        context->save_for_backward({factors, pivots});
        return logDiagonalOf(factors[0]);
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 const torch::autograd::tensor_list& gradient) {
        const auto saved = context->get_saved_variables();
        if (!saved[0].is_cuda()) return {gradient[0] * torch::linalg_inv(saved[0]).t()};
        const auto unit = twice(torch::eye(saved[0].size(-1), saved[0].options()));
        const auto inverse =
            torch::linalg_lu_solve(saved[0], saved[1], unit, /*left=*/true, /*adjoint=*/true);
        return {gradient[0] * inverse[0]};
    }

  private:
    static torch::Tensor logDiagonalOf(const torch::Tensor& factors) {
        return factors.diagonal().abs().log().sum();
    }
};

torch::Tensor as1x1(const torch::Tensor& matrix) {
    return matrix.view({matrix.size(0), matrix.size(1), 1, 1});
}

torch::Tensor randomRotation(int channels, torch::Generator generator) {
    const auto gaussian = at::normal(0.0, 1.0, {channels, channels}, std::move(generator), torch::kFloat64);
    return std::get<0>(torch::linalg_qr(gaussian)).contiguous();
}

}  // namespace

InvertibleConv::InvertibleConv(ImageShape shape, MixingForm form, torch::Generator generator)
    : Bijection("1×1 conv", shape, shape), m_form(form) {
    const auto rotation = randomRotation(shape.channels, std::move(generator));
    if (form == MixingForm::Plain)
        m_weight = register_parameter("weight", rotation.to(torch::kFloat32));
    else
        startLu(rotation);
}

void InvertibleConv::startLu(const torch::Tensor& rotation) {
    const auto [permutation, lower, upper] = torch::linalg_lu(rotation);
    const auto diagonal = upper.diagonal();
    const auto single = torch::kFloat32;
    m_permutation = register_buffer("permutation", permutation.to(single));
    m_signs = register_buffer("signs", torch::sign(diagonal).to(single));
    m_strictLower = register_buffer("strict_lower", torch::ones_like(rotation).tril(-1).to(single));
    m_lower = register_parameter("lower", lower.to(single));
    m_upper = register_parameter("upper", upper.triu(1).to(single));
    m_logDiagonal = register_parameter("log_diagonal", torch::log(torch::abs(diagonal)).to(single));
}

torch::Tensor InvertibleConv::matrix() const {
    if (m_form == MixingForm::Plain) return m_weight;
    const auto unit = torch::eye(dataShape().channels, m_lower.options());
    const auto lower = m_lower * m_strictLower + unit;
    const auto upper = m_upper * m_strictLower.t() + torch::diag(m_signs * torch::exp(m_logDiagonal));
    return m_permutation.matmul(lower).matmul(upper);
}

torch::Tensor InvertibleConv::logAbsDet() const {
    if (m_form == MixingForm::Lu) return m_logDiagonal.sum();
    // The matrix is tiny and its log-det is multiplied by H*W: float64 keeps that product exact enough.
    return LogAbsDet::apply(m_weight.to(torch::kFloat64)).to(m_weight.dtype());
}

double InvertibleConv::positions() const {
    return static_cast<double>(dataShape().height) * dataShape().width;
}

MappedParts InvertibleConv::mapToLatent(const torch::Tensor& x) const {
    return {torch::conv2d(x, as1x1(matrix())), {logAbsDet() * positions()}};
}

Mapped InvertibleConv::mapToData(const torch::Tensor& z) const {
    const auto inverse = torch::linalg_inv(matrix().to(torch::kFloat64)).to(z.dtype());
    return {torch::conv2d(z, as1x1(inverse)), -logAbsDet() * positions()};
}

namespace flows::invertible_conv {

BijectionKind kind() {
    const auto trial = [](MixingForm form) {
        return [form](torch::Generator generator) {
            return std::make_shared<InvertibleConv>(ImageShape{4, 2, 2}, form, std::move(generator));
        };
    };
    return {.id = "invertible_conv",
            .title = "invertible 1×1 convolution",
            .source = "Kingma & Dhariwal 2018, section 3.2",
            .trials = {{"plain", trial(MixingForm::Plain)}, {"LU", trial(MixingForm::Lu)}}};
}

}  // namespace flows::invertible_conv
}  // namespace nescio
