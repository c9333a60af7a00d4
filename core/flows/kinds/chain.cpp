#include "core/flows/kinds/chain.h"

#include "core/flows/kinds/flow_step.h"
#include "core/flows/kinds/squeeze.h"
#include "core/values/failure.h"

namespace nescio {

Chain::Chain(std::vector<std::shared_ptr<Bijection>> links)
    : Bijection("chain", links.front()->dataShape(), links.back()->latentShape()), m_links(std::move(links)) {
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        if (i > 0 && m_links[i]->dataShape() != m_links[i - 1]->latentShape())
            throw ShapeError("chain: link " + std::to_string(i + 1) + " expects " +
                             toText(m_links[i]->dataShape()) + ", the one before gives " +
                             toText(m_links[i - 1]->latentShape()));
        register_module(std::to_string(i), m_links[i]);
    }
}

torch::Tensor Chain::initializeFrom(const torch::Tensor& x) {
    auto value = x;
    for (const auto& link : m_links) value = link->initializeFrom(value);
    return value;
}

std::vector<std::string> Chain::partLabels() const {
    std::vector<std::string> labels;
    for (const auto& link : m_links)
        for (const auto& label : link->partLabels()) labels.push_back(label);
    return labels;
}

MappedParts Chain::mapToLatent(const torch::Tensor& x) const {
    MappedParts all{x, {}};
    for (const auto& link : m_links) {
        auto parts = link->toLatentInParts(all.value);
        all.value = parts.value;
        all.logDets.insert(all.logDets.end(), parts.logDets.begin(), parts.logDets.end());
    }
    return all;
}

Mapped Chain::mapToData(const torch::Tensor& z) const {
    Mapped all{z, torch::zeros({}, z.options())};
    for (auto link = m_links.rbegin(); link != m_links.rend(); ++link) {
        const auto mapped = (*link)->toData(all.value);
        all = {mapped.value, all.logDet + mapped.logDet};
    }
    return all;
}

namespace flows::chain {

BijectionKind kind() {
    return {.id = "chain",
            .title = "chain",
            .source = "change of variables, applied twice",
            .trials = {{"squeeze and two steps", [](torch::Generator generator) {
                            const ImageShape data{1, 4, 2};
                            const CouplingNetOptions net{.id = "conv", .in = {}, .hidden = 4};
                            auto squeeze = std::make_shared<Squeeze>(data);
                            const auto shape = squeeze->latentShape();
                            return std::make_shared<Chain>(std::vector<std::shared_ptr<Bijection>>{
                                squeeze,
                                std::make_shared<FlowStep>(shape, MixingForm::Plain, CouplingForm::Affine,
                                                           net, generator),
                                std::make_shared<FlowStep>(shape, MixingForm::Lu, CouplingForm::Affine, net,
                                                           generator)});
                        }}}};
}

}  // namespace flows::chain
}  // namespace nescio
