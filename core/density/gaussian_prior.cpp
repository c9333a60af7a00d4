#include "core/density/gaussian_prior.h"

#include "core/math/gaussian.h"
#include "core/values/failure.h"

namespace nescio {

PriorForm priorFormFrom(const std::string& id) {
    if (id == "fixed") return PriorForm::Fixed;
    if (id == "steady") return PriorForm::Steady;
    if (id == "learned") return PriorForm::Conditional;
    throw OptionError("prior: expected fixed, steady or learned, found “" + id + "”");
}

GaussianPrior::GaussianPrior(PriorForm form, ImageShape shape, std::optional<ImageShape> context)
    : m_form(form), m_shape(shape) {
    if (form == PriorForm::Fixed) return;
    if (context) {
        const int numbers = form == PriorForm::Conditional ? 2 : 1;
        m_fromContext = register_module(
            "from_context", std::make_shared<ZeroConv>(context->channels, numbers * shape.channels));
    } else {
        m_mean = register_parameter("mean", torch::zeros({1, shape.channels, 1, 1}));
    }
    if (!context || form == PriorForm::Steady)
        m_logScale = register_parameter("log_scale", torch::zeros({1, shape.channels, 1, 1}));
}

GaussianPrior::Moments GaussianPrior::momentsGiven(const torch::Tensor& context) const {
    if (!m_fromContext) return {m_mean, m_logScale};
    const auto read = m_fromContext->forward(context);
    if (m_form == PriorForm::Steady) return {read, m_logScale};
    const auto both = read.chunk(2, 1);
    return {both[0], both[1]};
}

GaussianPrior::Standardised GaussianPrior::standardised(const torch::Tensor& z,
                                                        const torch::Tensor& context) const {
    if (!scales()) return {z, torch::zeros({}, z.options())};
    const auto [mean, logScale] = momentsGiven(context);
    const double positions = static_cast<double>(m_shape.height) * m_shape.width;
    const auto logDet = m_logScale.defined() ? logScale.sum() * -positions : -sumPerImage(logScale);
    return {(z - mean) * torch::exp(-logScale), logDet};
}

torch::Tensor GaussianPrior::fromNoise(const torch::Tensor& noise, const torch::Tensor& context) const {
    if (!scales()) return noise;
    const auto [mean, logScale] = momentsGiven(context);
    return mean + torch::exp(logScale) * noise;
}

}  // namespace nescio
