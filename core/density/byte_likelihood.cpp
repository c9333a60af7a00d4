#include "core/density/byte_likelihood.h"

#include "core/math/categorical.h"

namespace nescio {
namespace {

class Categorical : public ByteLikelihood {
  public:
    explicit Categorical(int levels) : m_levels(levels) {}
    int levels() const override { return m_levels; }
    int parametersPerByte() const override { return m_levels; }

    torch::Tensor logProbability(const torch::Tensor& parameters, const torch::Tensor& bytes) const override {
        return categoricalNats(parameters.flatten(0, 1), bytes.flatten(0, 1).to(torch::kInt64))
            .view(bytes.sizes());
    }

    torch::Tensor logProbabilities(const torch::Tensor& parameters) const override {
        return torch::log_softmax(parameters, -1);
    }

  private:
    int m_levels;
};

/// Values are bytes scaled to [-1, 1]; level b owns the bin of width 2/(levels - 1) around its value.
class LogisticMixture : public ByteLikelihood {
  public:
    LogisticMixture(int levels, int components) : m_levels(levels), m_components(components) {}
    int levels() const override { return m_levels; }
    int parametersPerByte() const override { return 3 * m_components; }

    torch::Tensor logProbability(const torch::Tensor& parameters, const torch::Tensor& bytes) const override {
        const auto levels = bytes.unsqueeze(2).to(parameters.options());
        return logMixture(parameters.movedim(2, -1), levels.movedim(2, -1));
    }

    torch::Tensor logProbabilities(const torch::Tensor& parameters) const override {
        auto shape = std::vector<std::int64_t>(static_cast<std::size_t>(parameters.dim()), 1);
        shape.insert(shape.end() - 1, m_levels);
        const auto levels = torch::arange(m_levels, parameters.options()).view(shape);
        return logMixture(parameters.unsqueeze(-2), levels);
    }

  private:
    static constexpr double kLeastLogScale = -7.0;  // narrower is a point already; as published
    static constexpr double kStartLogScale =
        -2.0;  // a network that says zero means a seventh of the half range

    /// Shapes: parameters [...,3K] and levels [...,1] broadcast -> [...].
    torch::Tensor logMixture(const torch::Tensor& parameters, const torch::Tensor& levels) const {
        const auto parts = parameters.chunk(3, -1);
        const auto logWeights = torch::log_softmax(parts[0], -1);
        return torch::logsumexp(logWeights + logBin(parts[1], parts[2], levels), -1);
    }

    /// log of sigmoid(a) - sigmoid(b) = sigmoid(a) sigmoid(-b) (1 - exp(b - a)), a and b the ends of the bin:
    /// no difference of close numbers, so it is exact however far out the bin lies.
    torch::Tensor logBin(const torch::Tensor& means, const torch::Tensor& rawLogScales,
                         const torch::Tensor& levels) const {
        const double half = 1.0 / (m_levels - 1);
        const auto logScales = (rawLogScales + kStartLogScale).clamp_min(kLeastLogScale);
        const auto inverse = torch::exp(-logScales);
        const auto centred = (levels * (2 * half) - 1) - (means + spread(means));
        const auto upper = torch::log_sigmoid((centred + half) * inverse);
        const auto lower = torch::log_sigmoid((half - centred) * inverse);
        const auto width = torch::log(-torch::expm1(-2 * half * inverse));
        const auto first = levels.eq(0), last = levels.eq(m_levels - 1);
        const auto zero = torch::zeros({}, means.options());
        return torch::where(last, zero, upper) + torch::where(first, zero, lower) +
               torch::where(first.logical_or(last), zero, width);
    }

    /// Components start apart.   Shapes: -> [K].
    torch::Tensor spread(const torch::Tensor& like) const {
        if (m_components == 1) return torch::zeros({1}, like.options());
        return torch::linspace(-0.9, 0.9, m_components, like.options());
    }

    int m_levels, m_components;
};

}  // namespace

std::unique_ptr<ByteLikelihood> makeCategorical(int levels) {
    return std::make_unique<Categorical>(levels);
}

std::unique_ptr<ByteLikelihood> makeLogisticMixture(int levels, int components) {
    return std::make_unique<LogisticMixture>(levels, components);
}

torch::Tensor relaxedLogProbability(const ByteLikelihood& likelihood, const torch::Tensor& parameters,
                                    const torch::Tensor& values) {
    const auto of = [&](const torch::Tensor& levels) {
        return likelihood.logProbability(parameters, levels.to(torch::kUInt8));
    };
    const auto at = values.detach(), floor = at.floor();
    const auto whole = floor.eq(at);
    if (!torch::GradMode::is_enabled() && whole.all().item<bool>()) return of(floor);
    const auto below = torch::where(whole, at - 1, floor).clamp_min(0);
    const auto above = torch::where(whole, at + 1, at.ceil()).clamp_max(likelihood.levels() - 1);
    const auto low = of(below);
    const auto slope = (of(above) - low) / (above - below);
    const auto between = low + (values - below) * slope;
    return torch::where(whole, of(floor) + (values - at) * slope.detach(), between);
}

torch::Tensor drawLevels(const torch::Tensor& logProbabilities, const torch::Tensor& u, double temperature) {
    if (temperature <= 0) return logProbabilities.argmax(-1);
    const auto probabilities =
        temperature == 1 ? logProbabilities.exp() : torch::softmax(logProbabilities / temperature, -1);
    const auto cumulative = probabilities.to(torch::kFloat64).cumsum(-1);
    const auto reached = cumulative.le(u.to(torch::kFloat64).unsqueeze(-1)).sum(-1);
    return reached.clamp_max(logProbabilities.size(-1) - 1);
}

}  // namespace nescio
