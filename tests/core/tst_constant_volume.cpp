// Constant-volume Glow has one volume for all images, whatever may be chosen for it and however it was
// trained; where a prior's scale reads the image, the volume says so.

#include <QtTest>

#include <QTemporaryDir>

#include "core/models/load_model.h"
#include "core/models/make_model.h"
#include "core/models/model_kind.h"
#include "core/models/weights.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

const ImageSet& someGarments() {
    static const ImageSet set = *loadImageSet("synthetic/garments", {.limit = 64});
    return set;
}

RunSpec priorSpec(const std::string& model, const std::string& prior) {
    return {.model = model,
            .preset = "",
            .modelOptions = {{"levels", std::int64_t{2}},
                             {"steps", std::int64_t{2}},
                             {"hidden", std::int64_t{6}},
                             {"prior", prior}},
            .trainOptions = {{"steps", std::int64_t{30}},
                             {"batch", std::int64_t{16}},
                             {"warmup", std::int64_t{0}},
                             {"learning_rate", 1e-2}},
            .device = "cpu",
            .threads = 1};
}

TermTable termsAfterTraining(const RunSpec& spec, const std::filesystem::path& file) {
    LiveTraining live;
    startTraining(spec, someGarments(), file, {}, live);
    return *live.snapshot()->evaluate(someGarments(), {});
}

double deviationOf(const std::vector<double>& values) {
    double mean = 0, square = 0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    for (const double value : values) square += (value - mean) * (value - mean);
    return std::sqrt(square / static_cast<double>(values.size()));
}

std::vector<std::string> priorsOf(const std::string& model) {
    for (const auto& field : modelKind(model).options)
        if (field.id == "prior") return field.choices;
    return {};
}

bool hasPriorScale(const TermTable& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [](const TermInfo& info) {
        return info.label == "level 1 · prior scale" && isVolume(info.kind);
    });
}

/// A run as it was written when the prior of constant-volume Glow could still be conditional, its weights
/// moved away from their start.
void writeFormerRun(const std::filesystem::path& file) {
    RunSummary run;
    run.spec = priorSpec("cv_glow", "learned");
    run.shape = someGarments().shape;
    run.title = "cv_glow of former times";
    const auto model = makeModel(run.spec, run.shape, torch::kCPU);
    const torch::NoGradGuard noGrad;
    auto source = at::make_generator<at::CPUGeneratorImpl>(5);
    for (auto& parameter : model->parameters())
        parameter.add_(at::normal(0.0, 0.02, parameter.sizes(), source, parameter.options()));
    updateRunFile(file, {.summary = run,
                         .checkpoint = Checkpoint{
                             .step = 0, .weights = weightsOf(*model), .optimiser = {}, .meters = {}}});
}

}  // namespace

class TestConstantVolume : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

  private Q_SLOTS:
    void theVolumeIsOneNumberForAllImagesUnderEveryPriorThatMayBeChosen() {
        QVERIFY(priorsOf("cv_glow").size() >= 2);
        for (const auto& prior : priorsOf("cv_glow")) {
            const auto table = termsAfterTraining(priorSpec("cv_glow", prior), path("constant.h5"));
            const auto volumes = table.volumes();
            QVERIFY2(deviationOf(volumes) <= 1e-6 * std::abs(volumes.front()), prior.c_str());
            QVERIFY2(deviationOf(table.densities()) > 1, prior.c_str());
            QCOMPARE(hasPriorScale(table), prior != "fixed");
        }
    }

    void aScaleThatReadsTheImageIsVolume() {
        const auto table = termsAfterTraining(priorSpec("glow", "learned"), path("glow.h5"));
        QVERIFY(hasPriorScale(table));
        const auto density = table.densities(), volume = table.volumes(), total = table.logLikelihoods();
        const double scaling = -784 * std::log(256.0);
        for (std::size_t i = 0; i < total.size(); ++i)
            QVERIFY(std::abs(density[i] + volume[i] + scaling - total[i]) < 1e-6 * std::abs(total[i]));
    }

    void aConditionalScaleCannotBeAskedFor() {
        LiveTraining live;
        QCOMPARE(whyNot<OptionError>(
                     [&] {
                         startTraining(priorSpec("cv_glow", "learned"), someGarments(), path("new.h5"), {},
                                       live);
                     },
                     {"prior", "fixed, steady", "learned", "only older runs"}),
                 QString());
        QVERIFY(!std::filesystem::exists(path("new.h5")));
    }

    void aFormerRunWithAConditionalScaleOpensAndShowsItAsVolume() {
        writeFormerRun(path("former.h5"));
        const auto table = *loadFrozenModel(path("former.h5"), "cpu")->evaluate(someGarments(), {});
        QVERIFY(hasPriorScale(table));
        QVERIFY(deviationOf(table.volumes()) > 1e-3);  // and so nobody calls it one number
    }
};

NESCIO_TEST(tst_constant_volume, TestConstantVolume)
#include "tst_constant_volume.moc"
