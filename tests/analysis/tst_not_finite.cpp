// Values that are no number: they are counted and named, and the rest is judged; what a model draws that is
// none is said, and refused where nothing is left.

#include <QtTest>

#include <numeric>

#include <algorithm>
#include <cmath>

#include "core/analysis/evaluated.h"
#include "core/density/frozen_model_impl.h"
#include "core/models/make_model.h"
#include "core/models/model_kind.h"
#include "tests/analysis/astray_model.h"
#include "tests/analysis/small_experiments.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestNotFinite : public QObject {
    Q_OBJECT

    std::shared_ptr<const FrozenModel> m_astray;

    /// Garments whose first bytes make `bad` of them NaN.
    static ImageSet set(const std::string& title, std::int64_t n, std::int64_t bad) {
        auto made = tests::garments(n);
        made.id = "test/" + title;
        made.title = title;
        const auto dims = made.shape.dims();
        for (std::int64_t i = 0; i < n; ++i)
            made.bytes.own()[static_cast<std::size_t>(i * dims)] = i < bad ? 0 : 1;
        return made;
    }

  private Q_SLOTS:
    void initTestCase() {
        tests::addAstrayModel();
        auto impl = std::make_unique<FrozenModel::Impl>();
        impl->summary.title = "astray";
        impl->summary.shape = {1, 28, 28};
        impl->summary.spec = {.model = "astray", .preset = ""};
        impl->model = makeModel(impl->summary.spec, impl->summary.shape, torch::kCPU);
        m_astray = std::make_shared<const FrozenModel>(std::move(impl));
    }

    void someNanAreCountedAndTheRestIsJudged() {
        for (const auto& kind : experimentKinds()) {
            if (kind.fewestModels == 0 || kind.mostSets == 0) continue;
            ExperimentInput input{.models = {m_astray}, .options = completed(kind.options, {})};
            input.sets = {set("whole", 30, 0), set("part", 30, 3)};
            if (kind.mostSets == 1) input.sets.erase(input.sets.begin());
            try {
                const auto result = *runExperiment(kind, input);
                QVERIFY2(std::any_of(result.findings.begin(), result.findings.end(),
                                     [](const std::string& finding) {
                                         return finding.find("3 of 30 of part") != std::string::npos &&
                                                finding.find("NaN, left out") != std::string::npos;
                                     }),
                         kind.id.c_str());
            } catch (const UnsupportedError& error) {
                qInfo("%s: %s", kind.id.c_str(), error.what());
            } catch (const OptionError& error) {
                QVERIFY2(kind.id == "seeds", error.what());
            }
        }
    }

    void theAreaIsThatOfWhatIsLeft() {
        const auto whole = set("whole", 30, 0), part = set("part", 30, 3);
        std::vector<std::int64_t> rest(27);
        std::iota(rest.begin(), rest.end(), 3);
        const auto left = part.part(rest);
        const auto& kind = experimentKind("table");
        const auto areaOf = [&](const ImageSet& out) {
            const auto result = *runExperiment(kind, {.models = {m_astray}, .sets = {whole, out}});
            return tests::columnOf(result, "bits_per_dim", "AUROC against it").numbers[1];
        };
        QVERIFY(std::isfinite(areaOf(part)));
        QCOMPARE(areaOf(part), areaOf(left));
    }

    void onlyNanIsRefused() {
        EXPECT_ERROR(
            DataError,
            runExperiment(experimentKind("table"), {.models = {m_astray}, .sets = {set("all", 5, 5)}}),
            "NaN for all 5 images", "all");
    }

    void anExtremeIsNeverANan() {
        const auto& kind = experimentKind("extremes");
        const auto result = *runExperiment(
            kind,
            {.models = {m_astray}, .sets = {set("part", 12, 3)}, .options = completed(kind.options, {})});
        for (const double value : tests::columnOf(result, "extremes", "bits/dim").numbers)
            QVERIFY(std::isfinite(value));
        QCOMPARE(result.images.front().perRow, std::size_t{9});
    }

    void samplesSayWhatNoByteCanShow() {
        const auto drawn = *m_astray->sample(70, 1, 1);
        QCOMPARE(drawn.count, std::int64_t{70});
        QVERIFY2(drawn.changes.size() == 1 && drawn.changes[0].find("35 of 70 images") == 0,
                 drawn.changes.empty() ? "nothing said" : drawn.changes[0].c_str());
        QCOMPARE(int{drawn.image(0)[0]}, 40);
        QCOMPARE(int{drawn.image(1)[0]}, 0);
        EXPECT_ERROR(DivergenceError, m_astray->sample(4, 3, 1), "not finite in all 4", "weights");
    }

    void aFlowAstrayDoesNotDrawInSilence() {
        for (const std::string id : {"glow", "vae", "pixelcnn"}) {
            const auto& kind = modelKind(id);
            auto impl = std::make_unique<FrozenModel::Impl>();
            impl->summary.shape = {1, 4, 4};
            impl->summary.spec = {.model = id, .preset = "", .modelOptions = kind.trial};
            auto model = makeModel(impl->summary.spec, impl->summary.shape, torch::kCPU);
            const torch::NoGradGuard noGrad;
            for (auto& weight : model->parameters()) weight.fill_(NAN);
            model->markReady();
            impl->model = model;
            const FrozenModel astray(std::move(impl));
            const auto why =
                whyNot<DivergenceError>([&] { (void)astray.sample(3, 1, 1); }, {"not finite in all 3"});
            QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(id) + ": " + why));
        }
    }
};

NESCIO_TEST(tst_not_finite, TestNotFinite)
#include "tst_not_finite.moc"
