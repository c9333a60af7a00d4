#include "core/density/ensemble.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace nescio {
namespace {

/// What a member's terms of one kind are together.
std::string titleOf(TermKind kind) {
    switch (kind) {
        case TermKind::Prior:
            return "priors";
        case TermKind::LogDet:
            return "log-determinants";
        case TermKind::Scaling:
            return "bytes";
        case TermKind::Reconstruction:
            return "reconstruction";
        case TermKind::Divergence:
            return "divergence";
        case TermKind::Conditional:
            return "pixels";
        case TermKind::Mixing:
            return "mixing";
    }
    return {};
}

}  // namespace

Ensemble::Ensemble(std::vector<std::shared_ptr<DensityModel>> members)
    : DensityModel(members.front()->space()), m_members(std::move(members)) {
    for (std::size_t m = 0; m < m_members.size(); ++m)
        register_module(fmt::format("member{}", m + 1), m_members[m]);
}

std::vector<TermKind> Ensemble::kinds() const {
    std::vector<TermKind> kinds;
    for (const auto& info : m_members.front()->termInfos())
        if (std::find(kinds.begin(), kinds.end(), info.kind) == kinds.end()) kinds.push_back(info.kind);
    return kinds;
}

std::vector<TermInfo> Ensemble::termInfos() const {
    std::vector<TermInfo> infos;
    for (std::size_t m = 1; m <= m_members.size(); ++m)
        for (const auto kind : kinds())
            infos.push_back({.label = fmt::format("member {} · {}", m, titleOf(kind)),
                             .kind = kind,
                             .member = static_cast<int>(m)});
    infos.push_back({.label = "members · log-mean-exp", .kind = TermKind::Mixing});
    return infos;
}

std::vector<torch::Tensor> Ensemble::termsOf(const torch::Tensor& bytes, const NoiseKey& noise) const {
    const auto n = bytes.size(0);
    const double share = 1.0 / static_cast<double>(m_members.size());
    const auto infos = m_members.front()->termInfos();
    std::vector<torch::Tensor> terms, totals;
    for (const auto& member : m_members) {
        const auto parts = member->terms(bytes, noise);
        torch::Tensor total;
        for (const auto kind : kinds()) {
            auto sum = torch::zeros({n}, parts.front().options().dtype(torch::kFloat64));
            for (std::size_t i = 0; i < parts.size(); ++i)
                if (infos[i].kind == kind) sum = sum + parts[i];
            terms.push_back(sum * share);
            total = total.defined() ? total + sum : sum;
        }
        totals.push_back(total);
    }
    const auto all = torch::stack(totals);  // [members, N]
    const auto mixture = torch::logsumexp(all, 0) + std::log(share);
    terms.push_back(mixture - all.mean(0));
    return terms;
}

torch::Tensor Ensemble::relaxedLogLikelihood(const torch::Tensor& values, const NoiseKey& noise) const {
    std::vector<torch::Tensor> totals;
    for (const auto& member : m_members) totals.push_back(member->relaxedLogLikelihood(values, noise));
    return torch::logsumexp(torch::stack(totals), 0) - std::log(static_cast<double>(totals.size()));
}

void Ensemble::markReady() {
    for (const auto& member : m_members) member->markReady();
}

torch::Tensor Ensemble::sample(double temperature, const NoiseKey& noise, const StepReport& report) const {
    const auto count = static_cast<std::int64_t>(m_members.size());
    const auto picks = uniformNoise(noise, NoiseStream::Member, 1).mul(count).to(torch::kInt64).flatten();
    torch::Tensor images;
    for (std::int64_t m = 0; m < count; ++m) {
        const auto rows = picks.eq(m).nonzero().flatten();
        if (rows.numel() == 0) continue;
        NoiseKey own{.seed = noise.seed, .images = {}, .draw = noise.draw};
        for (std::int64_t i = 0; i < rows.numel(); ++i)
            own.images.push_back(noise.images[static_cast<std::size_t>(rows[i].item<std::int64_t>())]);
        const StepReport part = !report ? report : [&](std::int64_t done, std::int64_t total) {
            return report(m * total + done, count * total);
        };
        const auto drawn = m_members[static_cast<std::size_t>(m)]->sample(temperature, own, part);
        if (!drawn.defined()) return {};
        if (!images.defined()) {
            auto sizes = drawn.sizes().vec();
            sizes[0] = picks.numel();
            images = torch::zeros(sizes, drawn.options());
        }
        images.index_copy_(0, rows.to(drawn.device()), drawn);
    }
    return images;
}

std::string Ensemble::noLatents() const {
    return "an ensemble has no latents of its own: its members place the same image differently";
}

}  // namespace nescio
