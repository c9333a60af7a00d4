// Every registered flow under every prior it has or had: what is called volume is the log-determinant of the
// map to standardised latents, by autodiff, and what is called density is their log-density under N(0, I).

#include <QtTest>

#include <numbers>

#include "core/density/dequantized_flow.h"
#include "core/models/model_kind.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr ImageShape kFlowShape{1, 4, 4};
constexpr double kFlowRounding =
    1e-9;  // of 16 numbers in double precision, through couplings that are far from 1

torch::Generator seeded(std::uint64_t seed) {
    return at::make_generator<at::CPUGeneratorImpl>(seed);
}

torch::Tensor gaussian(const ImageShape& shape, std::int64_t n, std::uint64_t seed) {
    return at::normal(0.0, 1.0, {n, shape.channels, shape.height, shape.width}, seeded(seed),
                      torch::kFloat64);
}

/// Values that bytes become: within -1/2 and 1/2.
torch::Tensor unitImages(std::int64_t n, std::uint64_t seed) {
    return torch::tanh(gaussian(kFlowShape, n, seed)) / 2;
}

/// Away from its start, where couplings are the identity and tests too easy.
void moveAway(torch::nn::Module& module) {
    const torch::NoGradGuard noGrad;
    auto source = seeded(99);
    for (auto& parameter : module.parameters())
        parameter.add_(at::normal(0.0, 0.05, parameter.sizes(), source, parameter.options()));
}

/// log |det| of d outputs / d inputs, row by row by reverse-mode differentiation.
double logAbsDet(const torch::Tensor& outputs, const torch::Tensor& inputs) {
    std::vector<torch::Tensor> rows;
    for (std::int64_t i = 0; i < outputs.numel(); ++i)
        rows.push_back(torch::autograd::grad({outputs[i]}, {inputs}, {}, true)[0].flatten());
    return std::get<1>(torch::linalg_slogdet(torch::stack(rows))).item<double>();
}

struct FlowTrial {
    std::string name;
    std::shared_ptr<DensityModel> model;
    [[nodiscard]] const MultiScaleFlow& flow() const {
        return dynamic_cast<const DequantizedFlow&>(*model).flow();
    }
};

/// Two levels each, so that a prior has something to read.
std::vector<FlowTrial> flowTrials() {
    std::vector<FlowTrial> made;
    for (const auto& kind : modelKinds())
        for (const auto& field : kind.options) {
            if (field.id != "prior") continue;
            auto priors = field.choices;
            priors.insert(priors.end(), field.former.begin(), field.former.end());
            for (const auto& prior : priors) {
                auto options = kind.trial;
                options["levels"] = std::int64_t{2};
                options["prior"] = prior;
                auto model = kind.make(completed(kind.options, options, OptionSource::Kept), {kFlowShape}, 1);
                model->to(torch::kFloat64);
                const auto bytes = ((unitImages(32, 2) + 0.5) * 255).to(torch::kUInt8);
                NoiseKey key{.seed = 1};
                for (std::int64_t i = 0; i < 32; ++i) key.images.push_back(i);
                model->initializeFrom(bytes, key);
                moveAway(*model);
                made.push_back({kind.id + " " + prior, std::move(model)});
            }
        }
    return made;
}

double partOf(const MultiScaleFlow& flow, const torch::Tensor& x, bool volume) {
    const auto terms = flow.terms(x);
    double sum = 0;
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (isVolume(flow.termInfos()[i].kind) == volume) sum += terms[i].sum().item<double>();
    return sum;
}

}  // namespace

class TestFlowTerms : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thereAreSome() { QVERIFY(flowTrials().size() >= 6); }

    void volumeIsThatOfTheMapToStandardisedLatents() {
        for (const auto& trial : flowTrials())
            for (const std::uint64_t seed : {5, 6}) {
                auto x = unitImages(1, seed).requires_grad_(true);
                const double truth = logAbsDet(trial.flow().toNoise(x).flatten(), x);
                const double off = partOf(trial.flow(), x, /*volume=*/true) - truth;
                QVERIFY2(std::abs(off) < kFlowRounding,
                         qPrintable(QString("%1: off by %2").arg(trial.name.c_str()).arg(off)));
            }
    }

    void densityIsThatOfStandardisedLatents() {
        const torch::NoGradGuard noGrad;
        for (const auto& trial : flowTrials()) {
            const auto x = unitImages(1, 7);
            const auto z = trial.flow().toNoise(x);
            const double truth = -0.5 * z.square().sum().item<double>() - 8 * std::log(2 * std::numbers::pi);
            QVERIFY2(std::abs(partOf(trial.flow(), x, /*volume=*/false) - truth) < kFlowRounding,
                     trial.name.c_str());
        }
    }

    void aPriorIsACouplingOntoStandardNoise() {
        const ImageShape leaving{2, 2, 2}, kept{1, 2, 2};
        for (const auto form : {PriorForm::Fixed, PriorForm::Steady, PriorForm::Conditional})
            for (const bool last : {false, true}) {
                GaussianPrior prior(form, leaving, last ? std::nullopt : std::optional(kept));
                prior.to(torch::kFloat64);
                moveAway(prior);
                const auto context = gaussian(kept, 1, 3);
                const auto z = gaussian(leaving, 1, 4).requires_grad_(true);
                const auto [noise, logDet] = prior.standardised(z, context);
                // What stays is not moved, so this block of the Jacobian has the whole determinant.
                QVERIFY(std::abs(logDet.sum().item<double>() - logAbsDet(noise.flatten(), z)) < 1e-12);
                QVERIFY((prior.fromNoise(noise, context) - z).abs().max().item<double>() < 1e-12);
                const bool readsTheImage = form == PriorForm::Conditional && !last;
                QCOMPARE(logDet.dim(), readsTheImage ? 1 : 0);
            }
    }

    /// By its shape, not by luck of an example: a term without an axis of images is one number for all.
    void noVolumeTermOfConstantVolumeGlowHasAnAxisOfImages() {
        const torch::NoGradGuard noGrad;
        int seen = 0;
        for (const auto& trial : flowTrials()) {
            if (!trial.name.starts_with("cv_glow")) continue;
            const auto terms = trial.flow().terms(unitImages(3, 8));
            bool one = true;
            for (std::size_t i = 0; i < terms.size(); ++i)
                if (isVolume(trial.flow().termInfos()[i].kind)) one = one && terms[i].dim() == 0;
            QVERIFY2(one == (trial.name != "cv_glow learned"), trial.name.c_str());
            ++seen;
        }
        QCOMPARE(seen, 3);
    }
};

NESCIO_TEST(tst_flow_terms, TestFlowTerms)
#include "tst_flow_terms.moc"
