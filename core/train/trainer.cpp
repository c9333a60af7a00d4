#include "core/train/trainer.h"

#include <cmath>

#include <fmt/format.h>

#include "core/math/upload.h"
#include "core/train/batch_gradient.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

enum Meter : int64_t { Total, Density, Volume, GradientNorm, Steps, MeterCount };

}  // namespace

Trainer::Trainer(std::shared_ptr<DensityModel> model, const TrainOptions& options)
    : m_model(std::move(model)),
      m_options(options),
      m_flat(*m_model),
      m_optimiser(makeOptimiser(options.optimiser, m_flat.values())),
      m_sums(torch::zeros({MeterCount}, torch::dtype(torch::kFloat64).device(m_flat.values().device()))),
      m_factors(torch::tensor(m_optimiser->factors(0, 1), m_flat.values().options())),
      m_work(m_sums.device(), BatchWork::Smaller::Another,
             [this](const auto& bytes, const auto& noise) { compute(bytes, noise); }) {}

void Trainer::step(const torch::Tensor& bytes, const NoiseKey& noise) {
    presentFactors();
    m_work.run(bytes, noise);
    ++m_stepsDone;
}

/// Puts the factors of the step at hand where compute() reads them.
void Trainer::presentFactors() {
    const auto factors = m_optimiser->factors(learningRateAt(m_stepsDone, m_options), m_stepsDone + 1);
    const auto host = hostTensor(m_factors.sizes(), m_factors.scalar_type(), m_factors.device());
    for (std::size_t i = 0; i < factors.size(); ++i) host[static_cast<std::int64_t>(i)] = factors[i];
    upload(host, m_factors);
}

/// A step; on CUDA it must not wait for the device, nor read on the host what changes from step to step.
void Trainer::compute(const torch::Tensor& bytes, const NoiseKey& noise) {
    const auto [loss, density, volume] = gradientOf(*m_model, m_flat, bytes, noise);

    const torch::NoGradGuard noGrad;
    const auto norm = normOf(m_flat.gradients());
    m_sums.add_(torch::stack({loss, density, volume, norm, torch::ones_like(norm)}).to(torch::kFloat64));
    // On a CPU the check costs nothing, and a step that failed must not touch the parameters.
    if (!norm.is_cuda()) requireFinite();
    clipGradients(norm);
    m_optimiser->step(m_flat.values(), m_flat.gradients(), m_factors);
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
    const auto terms = m_model->terms(m_work.bytes(), m_work.noise());
    const auto infos = m_model->termInfos();
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (!torch::isfinite(terms[i]).all().item<bool>()) return "first in “" + infos[i].label + "”";
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
