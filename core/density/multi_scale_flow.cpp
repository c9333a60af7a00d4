#include "core/density/multi_scale_flow.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/math/gaussian.h"
#include "core/values/failure.h"

namespace nescio {

MultiScaleFlow::MultiScaleFlow(ImageShape data, int levels, PriorForm prior, const MakeSteps& makeSteps)
    : m_data(data) {
    auto shape = data;
    for (int level = 1; level <= levels; ++level) {
        appendLevel(shape, level == levels, prior, makeSteps);
        const auto& made = m_levels.back();
        shape = made.steps.back()->latentShape();
        shape.channels = made.kept;
        describeLevel(made);
    }
}

void MultiScaleFlow::appendLevel(const ImageShape& in, bool last, PriorForm prior,
                                 const MakeSteps& makeSteps) {
    const int number = static_cast<int>(m_levels.size()) + 1;
    const auto name = fmt::format("level{}", number);
    Level level{.steps = makeSteps(in, number), .prior = nullptr};
    const auto shape = level.steps.back()->latentShape();
    level.kept = last ? 0 : shape.channels / 2;
    if (!last && level.kept == 0)
        throw ShapeError(
            fmt::format("level {}: expected two channels or more to factor half of them out, "
                        "found {}",
                        number, toText(shape)));
    const ImageShape out{shape.channels - level.kept, shape.height, shape.width};
    const ImageShape context{level.kept, shape.height, shape.width};
    level.prior = std::make_shared<GaussianPrior>(prior, out, last ? std::nullopt : std::optional(context));
    int step = 0;
    for (const auto& made : level.steps)
        if (!made->partLabels().empty()) register_module(fmt::format("{}_step{}", name, ++step), made);
    register_module(name + "_prior", level.prior);
    m_levels.push_back(std::move(level));
}

void MultiScaleFlow::describeLevel(const Level& level) {
    const int number = static_cast<int>(m_levels.size());
    int stepNumber = 0;
    for (const auto& step : level.steps) {
        const auto parts = step->partLabels();
        if (parts.empty()) continue;  // a squeeze moves values about and is no step of its own
        ++stepNumber;
        for (const auto& part : parts)
            m_infos.push_back({fmt::format("level {} · step {} · {}", number, stepNumber, part),
                               TermKind::LogDet, number, stepNumber});
    }
    if (level.prior->scales())
        m_infos.push_back({fmt::format("level {} · prior scale", number), TermKind::LogDet, number, 0});
    m_infos.push_back({fmt::format("level {} · prior", number), TermKind::Prior, number, 0});
}

std::vector<torch::Tensor> MultiScaleFlow::terms(const torch::Tensor& x) const {
    std::vector<torch::Tensor> nats;
    nats.reserve(m_infos.size());
    auto value = x;
    for (const auto& level : m_levels) {
        for (const auto& step : level.steps) {
            auto parts = step->toLatentInParts(value);
            value = parts.value;
            nats.insert(nats.end(), parts.logDets.begin(), parts.logDets.end());
        }
        const auto context = value.narrow(1, 0, level.kept);
        const auto leaving = value.narrow(1, level.kept, level.prior->shape().channels);
        const auto standard = level.prior->standardised(leaving, context);
        if (level.prior->scales()) nats.push_back(standard.logDet);
        nats.push_back(standardNormalLogDensity(standard.noise));
        value = context;
    }
    return nats;
}

void MultiScaleFlow::initializeFrom(const torch::Tensor& x) {
    const torch::NoGradGuard noGrad;
    auto value = x;
    for (const auto& level : m_levels) {
        for (const auto& step : level.steps) value = step->initializeFrom(value);
        value = value.narrow(1, 0, level.kept);
    }
}

torch::Tensor MultiScaleFlow::toData(const torch::Tensor& noise) const {
    torch::Tensor value;
    std::int64_t used = 0;
    // From the coarsest level up; its latents need no context.
    for (auto level = m_levels.rbegin(); level != m_levels.rend(); ++level) {
        const auto& shape = level->prior->shape();
        const auto part = noise.narrow(1, used, shape.dims())
                              .reshape({noise.size(0), shape.channels, shape.height, shape.width});
        used += shape.dims();
        const auto leaving = level->prior->fromNoise(part, value);
        value = value.defined() ? torch::cat({value, leaving}, 1) : leaving;
        for (auto step = level->steps.rbegin(); step != level->steps.rend(); ++step)
            value = (*step)->toData(value).value;
    }
    return value;
}

torch::Tensor MultiScaleFlow::toNoise(const torch::Tensor& x) const {
    std::vector<torch::Tensor> parts;
    auto value = x;
    for (const auto& level : m_levels) {
        for (const auto& step : level.steps) value = step->toLatent(value).value;
        const auto context = value.narrow(1, 0, level.kept);
        const auto leaving = value.narrow(1, level.kept, level.prior->shape().channels);
        parts.push_back(level.prior->standardised(leaving, context).noise.flatten(1));
        value = context;
    }
    std::reverse(parts.begin(), parts.end());  // toData begins with the coarsest
    return torch::cat(parts, 1);
}

}  // namespace nescio
