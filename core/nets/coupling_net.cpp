#include "core/nets/coupling_net.h"

#include "core/math/once_a_batch.h"
#include "core/nets/fused_conv_net.h"
#include "core/nets/layers.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// 3×3 -> 1×1 -> 3×3 with actnorm and ReLU between.   Source: Kingma & Dhariwal 2018, section 3.3.
class ConvNet : public CouplingNet {
  public:
    ConvNet(const CouplingNetOptions& o, const torch::Generator& generator) {
        const ImageShape wide{o.hidden, o.in.height, o.in.width};
        m_first = register_module("first", std::make_shared<NormedConv>(o.in, o.hidden, 3, generator));
        m_second = register_module("second", std::make_shared<NormedConv>(wide, o.hidden, 1, generator));
        m_last = register_module("last", std::make_shared<ZeroConv>(o.hidden, o.out));
    }
    torch::Tensor forward(const torch::Tensor& x) const override {
        if (!x.device().is_cpu())
            return m_last->forward(m_second->forward(m_first->forward(x).relu_()).relu_());
        const auto &first = m_first->norm(), &second = m_second->norm();
        first.requireReady();
        second.requireReady();
        const auto made = onceABatch(this, [&]() -> OnceABatch::Tensors {
            return {first.logScale().exp(), second.logScale().exp(), m_last->logGain().exp(),
                    m_last->weight().permute({0, 2, 3, 1}).contiguous()};
        });
        return convNet(x, {m_first->weight(), first.bias(), made[0], m_second->weight(), second.bias(),
                           made[1], made[3], m_last->bias(), made[2]});
    }
    torch::Tensor initializeFrom(const torch::Tensor& x) override {
        const auto hidden = torch::relu(m_first->initializeFrom(x));
        return m_last->forward(torch::relu(m_second->initializeFrom(hidden)));
    }

  private:
    std::shared_ptr<NormedConv> m_first, m_second;
    std::shared_ptr<ZeroConv> m_last;
};

/// A 3×3 convolution to `hidden` channels, then three gated layers h <- g relu(a) + (1 - g) h, a and the
/// gate's logit from one 3×3 convolution. Gates start nearly closed.
/// Source: Srivastava et al. 2015; three layers as Nalisnick et al. 2019, appendix A, say of their Glow.
class HighwayNet : public CouplingNet {
  public:
    HighwayNet(const CouplingNetOptions& o, const torch::Generator& generator) {
        m_first = register_module("first", std::make_shared<NormedConv>(o.in, o.hidden, 3, generator));
        for (int layer = 0; layer < kLayers; ++layer) {
            const auto name = "gate" + std::to_string(layer + 1);
            auto weight = at::normal(0.0, 0.05, {2 * o.hidden, o.hidden, 3, 3}, generator, torch::kFloat32);
            auto bias = torch::zeros({2 * o.hidden});
            bias.slice(0, o.hidden).fill_(kGateStart);
            m_weights.push_back(register_parameter(name + "_weight", weight));
            m_biases.push_back(register_parameter(name + "_bias", bias));
        }
        m_last = register_module("last", std::make_shared<ZeroConv>(o.hidden, o.out));
    }
    torch::Tensor forward(const torch::Tensor& x) const override { return gated(m_first->forward(x)); }
    torch::Tensor initializeFrom(const torch::Tensor& x) override {
        return gated(m_first->initializeFrom(x));
    }

  private:
    static constexpr int kLayers = 3;
    static constexpr double kGateStart = -1.0;

    torch::Tensor gated(torch::Tensor hidden) const {
        for (int layer = 0; layer < kLayers; ++layer) {
            const auto both = torch::conv2d(hidden, m_weights[layer], m_biases[layer], 1, 1).chunk(2, 1);
            hidden = torch::lerp(hidden, torch::relu(both[0]), torch::sigmoid(both[1]));
        }
        return m_last->forward(hidden);
    }

    std::shared_ptr<NormedConv> m_first;
    std::vector<torch::Tensor> m_weights, m_biases;
    std::shared_ptr<ZeroConv> m_last;
};

/// A 3×3 convolution to `hidden` channels, then blocks h <- h + conv(relu(conv(relu(h)))), all 3×3.
/// Source: He et al. 2016, pre-activation; residual couplings as in Dinh et al. 2017, section 4.1.
class ResidualNet : public CouplingNet {
  public:
    ResidualNet(const CouplingNetOptions& o, const torch::Generator& generator) {
        const ImageShape wide{o.hidden, o.in.height, o.in.width};
        m_first = register_module("first", std::make_shared<NormedConv>(o.in, o.hidden, 3, generator));
        for (int i = 0; i < 2 * o.blocks; ++i)
            m_convs.push_back(register_module("conv" + std::to_string(i + 1),
                                              std::make_shared<NormedConv>(wide, o.hidden, 3, generator)));
        m_last = register_module("last", std::make_shared<ZeroConv>(o.hidden, o.out));
    }
    torch::Tensor forward(const torch::Tensor& x) const override {
        auto hidden = m_first->forward(x);
        for (std::size_t i = 0; i < m_convs.size(); i += 2)
            hidden = hidden + m_convs[i + 1]->forward(m_convs[i]->forward(hidden.relu()).relu_());
        return m_last->forward(hidden.relu_());
    }
    torch::Tensor initializeFrom(const torch::Tensor& x) override {
        auto hidden = m_first->initializeFrom(x);
        for (std::size_t i = 0; i < m_convs.size(); i += 2)
            hidden =
                hidden + m_convs[i + 1]->initializeFrom(m_convs[i]->initializeFrom(hidden.relu()).relu());
        return m_last->forward(hidden.relu());
    }

  private:
    std::shared_ptr<NormedConv> m_first;
    std::vector<std::shared_ptr<NormedConv>> m_convs;
    std::shared_ptr<ZeroConv> m_last;
};

}  // namespace

std::shared_ptr<CouplingNet> makeCouplingNet(const CouplingNetOptions& options, torch::Generator generator) {
    if (options.id == "conv") return std::make_shared<ConvNet>(options, generator);
    if (options.id == "highway") return std::make_shared<HighwayNet>(options, generator);
    if (options.id == "residual") return std::make_shared<ResidualNet>(options, generator);
    throw OptionError("coupling net: expected conv, highway or residual, found “" + options.id + "”");
}

}  // namespace nescio
