// The paper's alpha against its formula by hand, and what is said of the curvature's sign against the whole
// Hessian and against the net in use.

#include <QtTest>

#include <cmath>

#include <QTemporaryDir>

#include "core/analysis/curvature.h"
#include "core/density/frozen_model_impl.h"
#include "core/models/make_model.h"
#include "core/models/model_kind.h"
#include "tests/analysis/small_experiments.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// A constant-volume flow of some levels, its couplings moved away from zero.
std::shared_ptr<FrozenModel::Impl> flowOf(const std::string& net, int levels, const ImageShape& shape) {
    using Int = std::int64_t;
    auto impl = std::make_shared<FrozenModel::Impl>();
    impl->summary.shape = shape;
    impl->summary.spec = {
        .model = "cv_glow",
        .preset = "",
        .modelOptions = {{"levels", Int{levels}}, {"steps", Int{2}}, {"hidden", Int{6}}, {"net", net}}};
    auto model = makeModel(impl->summary.spec, shape, torch::kCPU);
    model->markReady();
    const torch::NoGradGuard noGrad;
    auto generator = at::make_generator<at::CPUGeneratorImpl>(5);
    for (auto& weight : model->named_parameters())
        if (weight.key().find("coupling") != std::string::npos)
            weight.value().add_(at::normal(0.0, 0.3, weight.value().sizes(), generator, torch::kFloat32));
    impl->model = model;
    return impl;
}

const DequantizedFlow& in(const std::shared_ptr<FrozenModel::Impl>& impl) {
    return dynamic_cast<const DequantizedFlow&>(*impl->model);
}

torch::Tensor matrixOf(const DequantizedFlow& flow, const std::string& step) {
    return flow.named_parameters()["flow." + step + ".mixing.weight"].to(torch::kFloat64);
}

/// The largest eigenvalue of the Hessian of log p, entry by entry.
double largestByHand(const DequantizedFlow& flow, const torch::Tensor& x0) {
    const torch::AutoGradMode grad(true);
    const auto x = x0.clone().requires_grad_(true);
    const auto logP = -0.5 * flow.flow().toNoise(x).square().sum();
    const auto gradient = torch::autograd::grad({logP}, {x}, {}, true, true)[0].flatten();
    std::vector<torch::Tensor> rows;
    for (std::int64_t d = 0; d < x0.numel(); ++d)
        rows.push_back(torch::autograd::grad({gradient[d]}, {x}, {}, true)[0].flatten().to(torch::kFloat64));
    return torch::linalg_eigvalsh(torch::stack(rows), "L").max().item<double>();
}

}  // namespace

class TestCurvature : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void alphaIsTheProductOfTheSumsOfTheConvolutions() {
        const auto impl = flowOf("conv", 1, {1, 4, 4});
        const auto& flow = in(impl);
        const auto sums = matrixOf(flow, "level1_step1").sum(0) * matrixOf(flow, "level1_step2").sum(0);
        const auto alpha = paperAlpha(flow).view({4, 4});
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < 4; ++column) {
                // A squeeze makes channels of the places in a block of 2 × 2.
                const auto expected = sums[2 * (row % 2) + column % 2].item<double>();
                QVERIFY(std::abs(alpha[row][column].item<double>() - expected) < 1e-9);
            }
    }

    void valuesThatLeaveEarlyPassFewerConvolutions() {
        const auto impl = flowOf("conv", 2, {1, 4, 4});
        const auto& flow = in(impl);
        const auto first = matrixOf(flow, "level1_step1").sum(0) * matrixOf(flow, "level1_step2").sum(0);
        const auto second = matrixOf(flow, "level2_step1").sum(0) * matrixOf(flow, "level2_step2").sum(0);
        const auto alpha = paperAlpha(flow).view({4, 4});
        // Channels 0 and 1, the upper places of a block, go on; block (0, 0) of channel 1 is channel 4 of
        // level 2.
        QVERIFY(std::abs(alpha[1][0].item<double>() - first[2].item<double>()) < 1e-9);
        QVERIFY(std::abs(alpha[0][1].item<double>() - (first[1] * second[4]).item<double>()) < 1e-9);
    }

    void theLargestEigenvalueIsTheHessians_data() {
        QTest::addColumn<QString>("net");
        QTest::newRow("conv") << "conv";
        QTest::newRow("highway") << "highway";
    }
    void theLargestEigenvalueIsTheHessians() {
        QFETCH(QString, net);
        const auto impl = flowOf(net.toStdString(), 1, {1, 4, 4});
        const auto x0 = torch::linspace(-0.4, 0.4, 16).view({1, 1, 4, 4});
        const double byHand = largestByHand(in(impl), x0), found = *largestCurvature(in(impl), x0, 16, {});
        qInfo("%s: %.4f by hand, %.4f found", qPrintable(net), byHand, found);
        QVERIFY(std::abs(found - byHand) < 0.01 + 0.01 * std::abs(byHand));  // single precision
        if (net == "conv") QVERIFY(byHand < 1e-3);
    }

    void theSentenceFollowsFromTheNet() {
        QTemporaryDir folder;
        for (const std::string net : {"conv", "highway"}) {
            auto spec = tests::smallFlow();
            spec.modelOptions["net"] = net;
            LiveTraining live;
            startTraining(spec, tests::garments(100), folder.filePath("run.h5").toStdString(), {}, live);
            const auto result = *runExperiment(
                experimentKind("second_order"),
                {.models = {live.snapshot()}, .sets = {tests::garments(40), tests::strokes(40)}});
            std::string text;
            for (const auto& finding : result.findings) text += finding + "\n";
            const bool always = text.find("negative for any parameters") != std::string::npos;
            QVERIFY2(always == (net == "conv"), text.c_str());
            QVERIFY2((text.find("largest eigenvalue of the whole Hessian") != std::string::npos) == !always,
                     text.c_str());
            QVERIFY2(text.find("by the paper's alpha") != std::string::npos, text.c_str());
        }
    }
};

NESCIO_TEST(tst_curvature, TestCurvature)
#include "tst_curvature.moc"
