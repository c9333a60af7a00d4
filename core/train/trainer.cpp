#include "core/train/trainer.h"

#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

enum Meter : int64_t { Total, Density, Volume, GradientNorm, Steps, MeterCount };

torch::Tensor sumOf(const std::vector<torch::Tensor>& terms, const torch::Tensor& zero) {
    auto sum = zero;
    for (const auto& term : terms) sum = sum + term;
    return sum;
}

/// Terms of one loss, as sums over images: [N] or [].
struct LossParts {
    torch::Tensor volume, density, rest;
};

LossParts splitTerms(const std::vector<torch::Tensor>& terms, const std::vector<TermInfo>& infos) {
    std::vector<torch::Tensor> volume, density, rest;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto& list = isVolume(infos[i].kind) ? volume : infos[i].kind == TermKind::Scaling ? rest : density;
        list.push_back(terms[i]);
    }
    const auto zero = torch::zeros({}, terms.front().options());
    return {sumOf(volume, zero), sumOf(density, zero), sumOf(rest, zero)};
}

}  // namespace

Trainer::Trainer(std::shared_ptr<DensityModel> model, const TrainOptions& options)
    : m_model(std::move(model)),
      m_options(options),
      m_flat(*m_model),
      m_optimiser(makeOptimiser(options.optimiser, m_flat.values())),
      m_infos(m_model->termInfos()),
      m_sums(torch::zeros({MeterCount}, torch::dtype(torch::kFloat64).device(m_flat.values().device()))) {}

void Trainer::step(const torch::Tensor& bytes, const NoiseKey& noise) {
    const double bits = -1.0 / (static_cast<double>(m_model->shape().dims()) * std::numbers::ln2);
    m_flat.gradients().zero_();
    const auto parts = splitTerms(m_model->terms(bytes, noise), m_infos);
    const auto density = parts.density.mean() * bits;
    const auto volume = parts.volume.mean() * bits;
    const auto loss = density + volume + parts.rest.mean() * bits;
    loss.backward();

    const torch::NoGradGuard noGrad;
    const auto norm = m_flat.gradients().norm();
    m_sums.add_(torch::stack({loss.detach(), density.detach(), volume.detach(), norm, torch::ones_like(norm)})
                    .to(torch::kFloat64));
    m_lastBytes = bytes;
    m_lastNoise = noise;
    // On a CPU the check costs nothing, and a step that failed must not touch the parameters.
    if (!norm.is_cuda()) requireFinite();
    clipGradients(norm);
    m_optimiser->step(m_flat.values(), m_flat.gradients(), learningRateAt(m_stepsDone, m_options),
                      m_stepsDone + 1);
    ++m_stepsDone;
}

void Trainer::clipGradients(const torch::Tensor& norm) const {
    if (m_options.clip <= 0) return;
    m_flat.gradients().mul_(torch::clamp_max(m_options.clip / (norm + 1e-12), 1.0));
}

void Trainer::requireFinite() {
    if (std::isfinite(m_sums.sum().item<double>())) return;
    throw DivergenceError(fmt::format(
        "training met a value that is not finite at optimiser step {}: {}; the last good checkpoint is kept",
        m_stepsDone + 1, firstNonFinite()));
}

std::string Trainer::firstNonFinite() const {
    const torch::NoGradGuard noGrad;
    const auto terms = m_model->terms(m_lastBytes, m_lastNoise);
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (!torch::isfinite(terms[i]).all().item<bool>()) return "first in “" + m_infos[i].label + "”";
    for (const auto& named : m_model->named_parameters())
        if (!torch::isfinite(named.value().grad()).all().item<bool>())
            return "first in the gradient of “" + named.key() + "”";
    return "in the sum over the batch";
}

MeterReading Trainer::takeMeters() {
    const auto host = m_sums.cpu();
    const double* sums = host.data_ptr<double>();
    const double n = std::max(1.0, sums[Steps]);
    MeterReading reading{sums[Total] / n, sums[Density] / n, sums[Volume] / n, sums[GradientNorm] / n,
                         static_cast<std::int64_t>(sums[Steps])};
    m_sums.zero_();
    return reading;
}

}  // namespace nescio
