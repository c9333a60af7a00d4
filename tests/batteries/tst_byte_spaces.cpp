// Byte spaces small enough to list every image: probabilities of exact models sum to one, bounds to less, and
// the bound of a variational model reaches one as importance draws grow. What a PixelCNN says of a byte does
// not change with that byte or any later one.

#include <QtTest>

#include <numbers>

#include "core/density/density_model.h"
#include "core/density/pixel_cnn.h"
#include "core/models/model_kind.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// Every image of a space.   Shapes: -> uint8 [levels^D,C,H,W].
torch::Tensor everyImage(const ByteSpace& space) {
    std::int64_t count = 1;
    for (std::int64_t d = 0; d < space.shape.dims(); ++d) count *= space.levels;
    auto digits = torch::arange(count, torch::kInt64);
    std::vector<torch::Tensor> bytes;
    for (std::int64_t d = 0; d < space.shape.dims(); ++d) {
        bytes.push_back(digits.remainder(space.levels));
        digits = digits.div(space.levels, "floor");
    }
    return torch::stack(bytes, 1)
        .to(torch::kUInt8)
        .view({count, space.shape.channels, space.shape.height, space.shape.width});
}

NoiseKey keyOf(std::int64_t n, std::uint64_t draw) {
    NoiseKey key{.seed = 3, .images = {}, .draw = draw};
    for (std::int64_t i = 0; i < n; ++i) key.images.push_back(i);
    return key;
}

/// A model of the space, started and moved away from its start, in double.
std::shared_ptr<DensityModel> shaken(const ModelKind& kind, const OptionValues& options,
                                     const ByteSpace& space) {
    auto model = kind.make(completed(kind.options, options), space, 1);
    const auto images = everyImage(space);
    model->initializeFrom(images, keyOf(images.size(0), 0));
    model->to(torch::kFloat64);
    const torch::NoGradGuard noGrad;
    auto source = at::make_generator<at::CPUGeneratorImpl>(99);
    for (auto& parameter : model->parameters())
        parameter.add_(at::normal(0.0, 0.05, parameter.sizes(), source, parameter.options()));
    return model;
}

/// log P of every image by each of k draws.   Shapes: -> float64 [k,images].
torch::Tensor draws(const DensityModel& model, const torch::Tensor& images, int k) {
    std::vector<torch::Tensor> all;
    for (int draw = 0; draw < k; ++draw)
        all.push_back(model.logLikelihood(images, keyOf(images.size(0), static_cast<std::uint64_t>(draw))));
    return torch::stack(all);
}

double sumOfProbabilities(const torch::Tensor& logP) {
    return logP.exp().sum().item<double>();
}

/// The bound of k importance draws.
torch::Tensor importanceBound(const torch::Tensor& draws, std::int64_t k) {
    return torch::logsumexp(draws.narrow(0, 0, k), 0) - std::log(static_cast<double>(k));
}

}  // namespace

class TestByteSpaces : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyModelsProbabilitiesSumToOneOrLess() {
        const ByteSpace space{.shape = {1, 4, 2}, .levels = 3};
        const auto images = everyImage(space);
        QCOMPARE(images.size(0), 6561);
        const torch::NoGradGuard noGrad;
        for (const auto& kind : modelKinds()) {
            const auto model = shaken(kind, kind.trial, space);
            if (model->tightness() == Tightness::Exact) {
                const double sum = sumOfProbabilities(model->logLikelihood(images, keyOf(6561, 0)));
                QVERIFY2(std::abs(sum - 1) < 1e-9,
                         qPrintable(QString("%1: %2").arg(kind.id.c_str()).arg(sum)));
                continue;
            }
            // Twenty draws leave the mean logarithm an error that lifts its exponential by a per cent or so.
            const double sum = sumOfProbabilities(draws(*model, images, 20).mean(0));
            QVERIFY2(sum < 1 && sum > 1e-3, qPrintable(QString("%1: %2").arg(kind.id.c_str()).arg(sum)));
        }
    }

    void exactModelsSumToOneInColourAndWithEitherOutput() {
        const ByteSpace space{.shape = {3, 1, 2}, .levels = 4};
        const auto images = everyImage(space);
        const torch::NoGradGuard noGrad;
        for (const auto* output : {"softmax", "logistics"}) {
            const auto& kind = modelKind("pixelcnn");
            auto options = kind.trial;
            options["output"] = std::string(output);
            const auto model = shaken(kind, options, space);
            const double sum = sumOfProbabilities(model->logLikelihood(images, keyOf(images.size(0), 0)));
            QVERIFY2(std::abs(sum - 1) < 1e-9, qPrintable(QString("%1: %2").arg(output).arg(sum)));
        }
    }

    void importanceDrawsTightenTheBoundUpToOne() {
        const ByteSpace space{.shape = {1, 2, 2}, .levels = 3};
        const auto images = everyImage(space);
        const torch::NoGradGuard noGrad;
        const auto& kind = modelKind("vae");
        for (const auto* likelihood : {"categorical", "logistic"}) {
            auto options = kind.trial;
            options["likelihood"] = std::string(likelihood);
            const auto all = draws(*shaken(kind, options, space), images, 4096);
            double last = all.mean(0).mean().item<double>();  // the evidence bound
            for (const std::int64_t k : {4, 64, 4096}) {
                const double bound = importanceBound(all, k).mean().item<double>();
                QVERIFY2(bound > last, likelihood);
                last = bound;
            }
            const double sum = sumOfProbabilities(importanceBound(all, 4096));
            QVERIFY2(std::abs(sum - 1) < 0.05, qPrintable(QString("%1: %2").arg(likelihood).arg(sum)));
        }
    }

    /// By gradients: d log P(level of byte i) / d byte j is zero for every j not before i, and not zero for
    /// the byte just before it.
    void noByteOfAPixelCnnSeesItselfOrALaterOne_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("model");
        QTest::addRow("grey") << 1 << "pixelcnn";
        QTest::addRow("colour") << 3 << "pixelcnn";
        QTest::addRow("local window, colour") << 3 << "local_pixelcnn";
    }
    void noByteOfAPixelCnnSeesItselfOrALaterOne() {
        QFETCH(int, channels);
        QFETCH(QString, model);
        constexpr int kHeight = 5, kWidth = 6;
        GatedPixelCnn net({.image = {channels, kHeight, kWidth},
                           .layers = 4,
                           .hidden = 60,  // so many that in no group all rectified features rest
                           .kernel = model == "pixelcnn" ? 3 : 1,
                           .firstKernel = 5,
                           .outputs = 2},
                          at::make_generator<at::CPUGeneratorImpl>(4));
        net.to(torch::kFloat64);
        auto source = at::make_generator<at::CPUGeneratorImpl>(5);
        const auto x = at::normal(0.0, 1.0, {1, channels, kHeight, kWidth}, source, torch::kFloat64)
                           .requires_grad_(true);
        const auto out = net.forward(x).sum(2);  // [1,C,H,W]
        const auto order = [&](int c, int h, int w) { return (h * kWidth + w) * channels + c; };
        bool full = true;  // does the last byte hear of all that come before?
        for (int c = 0; c < channels; ++c)
            for (int h = 0; h < kHeight; ++h)
                for (int w = 0; w < kWidth; ++w) {
                    const auto gradient = torch::autograd::grad({out[0][c][h][w]}, {x}, {}, true)[0][0];
                    for (int c2 = 0; c2 < channels; ++c2)
                        for (int h2 = 0; h2 < kHeight; ++h2)
                            for (int w2 = 0; w2 < kWidth; ++w2) {
                                const bool hears = gradient[c2][h2][w2].item<double>() != 0;
                                const bool before = order(c2, h2, w2) < order(c, h, w);
                                QVERIFY2(before || !hears,
                                         qPrintable(QString("channel %1, row %2, column %3 hears "
                                                            "of %4, %5, %6")
                                                        .arg(c)
                                                        .arg(h)
                                                        .arg(w)
                                                        .arg(c2)
                                                        .arg(h2)
                                                        .arg(w2)));
                                const bool near = h2 >= h - 2 && std::abs(w2 - w) <= 2;
                                const bool sees = model == "pixelcnn" || near;
                                QVERIFY2(hears <= sees, "a local model hears beyond its window");
                                if (before && near && !hears) full = false;
                            }
                }
        QVERIFY2(full, "a blind spot: an earlier byte within the first kernel is not heard");
    }
};

NESCIO_TEST(tst_byte_spaces, TestByteSpaces)
#include "tst_byte_spaces.moc"
