// The images that figures of experiments speak of: those of the sets that went in, by their own numbers, and
// none where what was drawn is of no set.
#include <QtTest>

#include <algorithm>
#include <cmath>

#include <QTemporaryDir>

#include "core/analysis/experiment.h"
#include "tests/analysis/small_experiments.h"
#include "tests/test_list.h"

using namespace nescio;

class TestResultImages : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const FrozenModel> m_model;

    [[nodiscard]] ExperimentInput inputFor(const char* id) const {
        const auto& kind = experimentKind(id);
        ExperimentInput input{.options = completed(kind.options, {})};
        input.models = {m_model};
        input.sets = {tests::garments(60)};
        if (kind.mostSets > 1) input.sets.push_back(tests::strokes(60));
        return input;
    }

  private Q_SLOTS:
    void initTestCase() {
        LiveTraining live;
        startTraining(tests::smallFlow(), tests::garments(100), m_folder.filePath("run.h5").toStdString(), {},
                      live);
        m_model = live.snapshot();
    }

    void histogramsKnowTheirImages() {
        const auto input = inputFor("histograms");
        const auto result = *runExperiment(experimentKind("histograms"), input);
        const auto& series = result.figures.front().panels.front().series;
        QCOMPARE(series.size(), std::size_t{2});
        for (std::size_t s = 0; s < 2; ++s) {
            const auto nats = m_model->evaluate(input.sets[s], input.evaluation, {})->logLikelihoods();
            const auto& images = series[s].images->sets.front();
            QCOMPARE(images->column().setId, input.sets[s].id);
            QCOMPARE(images->column().key->set, input.sets[s].fingerprint);
            const auto& values = images->column().values;
            QCOMPARE(values.size(), nats.size());
            for (std::size_t i = 0; i < nats.size(); ++i) QVERIFY(std::abs(values[i] - nats[i]) < 1e-2);
            const auto most = std::max_element(values.begin(), values.end());
            QCOMPARE(images->imagesBetween(*most, *most),
                     ImageSelection(input.sets[s].id, {input.sets[s].indexOf(most - values.begin())}));
        }
    }

    void imagesOfNoSetAreNotLookedForInOne() {
        const auto sweep = *runExperiment(experimentKind("sweep"), inputFor("sweep"));
        for (const auto& figure : sweep.figures)
            for (const auto& panel : figure.panels)
                for (const auto& series : panel.series) QVERIFY2(!series.images, series.label.c_str());
        const auto constants = *runExperiment(experimentKind("constants"), inputFor("constants"));
        std::vector<std::string> sets;
        for (const auto& series : constants.figures.front().panels.front().series)
            if (series.images) sets.push_back(series.images->sets.front()->column().setId);
        std::sort(sets.begin(), sets.end());
        QCOMPARE(sets, (std::vector<std::string>{tests::garments(1).id, tests::strokes(1).id}));
    }

    void extremeImagesAreWhereTheyCameFrom() {
        const auto input = inputFor("extremes");
        const auto sheet = runExperiment(experimentKind("extremes"), inputFor("extremes"))->images.front();
        QCOMPARE(sheet.places.size(), sheet.images.size());
        for (std::size_t i = 0; i < sheet.images.size(); ++i) {
            const auto& set = input.sets[sheet.places[i].setId == input.sets[0].id ? 0 : 1];
            std::int64_t row = 0;
            while (set.indexOf(row) != sheet.places[i].index) ++row;
            QCOMPARE(set.imageAt(row).bytes, sheet.images[i].bytes);
        }
    }
};

NESCIO_TEST(tst_result_images, TestResultImages)
#include "tst_result_images.moc"
