// Bijections on a device beside the CPU: started from the same batch, moved away from the start by the same
// noise.
#include "core/flows/bijection.h"
#include "tests/device/checks.h"

namespace nescio::devices {
namespace {

const Limit kNear{1e-4, "of the largest value"};  // float32 through a few small layers

torch::Generator generator(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

/// Moves every parameter away from its start, where couplings are the identity.
void shake(torch::nn::Module& module) {
    const torch::NoGradGuard noGrad;
    auto source = generator(99);
    for (auto& parameter : module.parameters())
        parameter.add_(
            at::normal(0.0, 0.05, parameter.sizes(), source, torch::kFloat32).to(parameter.device()));
}

/// A map on a device, and what it does to a batch.
struct Side {
    Side(const BijectionKind::Trial& trial, const torch::Device& device) : map(trial.make(generator(1))) {
        map->to(device);
        const auto& shape = map->dataShape();
        const auto normal = at::normal(0.0, 1.0, {16, shape.channels, shape.height, shape.width},
                                       generator(2), torch::kFloat32);
        x = (trial.unitInterval ? torch::tanh(normal) / 2 : normal).to(device).requires_grad_(true);
        map->initializeFrom(x.detach());
        shake(*map);
        there = map->toLatent(x);
        gradient = torch::autograd::grad({there.value.square().sum() + there.logDet.sum()}, {x})[0];
        const torch::NoGradGuard noGrad;
        back = map->toData(there.value.detach());
    }

    std::shared_ptr<Bijection> map;
    torch::Tensor x, gradient;
    Mapped there, back;
};

double distance(const torch::Tensor& a, const torch::Tensor& b) {
    const auto left = a.detach().cpu().to(torch::kFloat64), right = b.detach().cpu().to(torch::kFloat64);
    return ((left - right).abs().max() / right.abs().max().clamp_min(1)).item<double>();
}

void checkTrial(const std::string& name, const BijectionKind::Trial& trial, const std::string& device,
                Findings& findings) {
    std::optional<Side> there, here;
    findings.ask(name, "maps as on the CPU", kNear, [&] {
        there.emplace(trial, torch::Device(device));
        here.emplace(trial, torch::kCPU);
        return std::max(distance(there->there.value, here->there.value),
                        distance(there->there.logDet, here->there.logDet));
    });
    if (!there || !here) return;
    findings.ask(name, "leads back", kNear, [&] { return distance(there->back.value, there->x); });
    findings.ask(name, "has the gradients of the CPU", kNear,
                 [&] { return distance(there->gradient, here->gradient); });
}

}  // namespace

void checkBijections(const std::string& device, Findings& findings) {
    for (const auto& kind : bijectionKinds())
        for (const auto& trial : kind.trials)
            checkTrial(kind.id + ": " + trial.name, trial, device, findings);
}

}  // namespace nescio::devices
