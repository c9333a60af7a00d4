// Verdicts on images as they come: the same whatever batches they come in, thresholds from training images
// that are not judged anew, and nothing of the images kept.

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

#include "core/analysis/decision.h"
#include "core/analysis/detection_columns.h"
#include "core/models/load_model.h"
#include "core/store/run_file.h"
#include "core/values/csv.h"
#include "tests/analysis/small_experiments.h"
#include "tests/test_list.h"

using namespace nescio;

class TestDecision : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_folder;
    std::shared_ptr<const FrozenModel> m_model;

    [[nodiscard]] std::string file() const { return m_folder.filePath("run.h5").toStdString(); }
    [[nodiscard]] ColumnSource source() const {
        return ColumnSource({.run = file(), .model = m_model.get()});
    }

  private Q_SLOTS:
    void initTestCase() {
        LiveTraining live;
        startTraining(tests::smallFlow(), tests::garments(40), file(), {}, live);
        m_model = loadFrozenModel(file());
    }

    void verdictsAreTheSameInOneBatchOrTen() {
        auto columns = source();
        const auto scores = *calibratedFor(columns, {.reference = tests::garments(60)});
        QVERIFY(scores.size() > 5);
        const auto set = tests::strokes(30);
        const auto whole = *judged(columns, scores, set);
        std::vector<JudgedImage> parts;
        for (std::int64_t first = 0; first < 30; first += 3) {
            auto some = judged(columns, scores, set.part({first, first + 1, first + 2}));
            std::move(some->begin(), some->end(), std::back_inserter(parts));
        }
        QCOMPARE(parts.size(), whole.size());
        const auto thresholds = thresholdsAt(scores, 0.1);
        for (std::size_t i = 0; i < whole.size(); ++i) {
            QCOMPARE(parts[i].name, whole[i].name);
            for (std::size_t s = 0; s < scores.size(); ++s) {
                const auto one = verdictOn(whole[i], s, scores, thresholds);
                QVERIFY2(one.judged == verdictOn(parts[i], s, scores, thresholds).judged,
                         qPrintable(QString::fromStdString(one.words)));
            }
        }
    }

    void valuesAreThoseOfTheSet() {
        auto columns = source();
        const auto scores =
            *calibratedFor(columns, {.reference = tests::garments(60), .scores = {"likelihood"}});
        const auto set = tests::strokes(6);
        const auto table = *m_model->evaluate(set, {});
        const auto images = *judged(columns, scores, set);
        for (std::size_t i = 0; i < 6; ++i) {
            QCOMPARE(images[i].values[0], -table.totalNats(i));
            QCOMPARE(images[i].bitsPerDim, table.bitsPerDims()[i]);
        }
    }

    void oneThatCannotBeHadHidesNoOther() {
        auto columns = source();
        const auto scores =
            *calibratedFor(columns, {.reference = tests::garments(60),
                                     .scores = {"likelihood_ratio", "typicality_10", "likelihood"}});
        const auto image = judged(columns, scores, tests::strokes(1))->at(0);
        const auto thresholds = thresholdsAt(scores, 0.1);
        QVERIFY(verdictOn(image, 0, scores, thresholds).words.find("background") != std::string::npos);
        QVERIFY(verdictOn(image, 1, scores, thresholds).words.find("10 together") != std::string::npos);
        QVERIFY(std::isnan(image.values[0]) && std::isnan(image.values[1]));
        QVERIFY(verdictOn(image, 2, scores, thresholds).judged != Judged::NotAtAll);
        const auto row = verdictRow(image, scores, thresholds);
        QCOMPARE(row.size(), verdictHeader(scores).size());
        QCOMPARE(row[5], std::string("none"));
    }

    void theReferenceIsKeptAndTheImagesAreNot() {
        auto first = source();
        const auto made = *calibratedFor(first, {.reference = tests::garments(50), .scores = {"typicality"}});
        const auto before = readRunSummary(file()).terms.size();
        const auto fits = readFits(file());
        QVERIFY(std::any_of(fits.begin(), fits.end(), [&](const FittedScore& fit) {
            return fit.score == "typicality" && fit.referenceKey == made[0].fit.referenceKey;
        }));
        QVERIFY(judged(first, made, tests::strokes(4)));
        QCOMPARE(readRunSummary(file()).terms.size(), before);
        auto second = source();
        const auto again =
            *calibratedFor(second, {.reference = tests::garments(50), .scores = {"typicality"}});
        QCOMPARE(second.computed(), 0);
        QCOMPARE(again[0].heldOut, made[0].heldOut);
        QCOMPARE(readFits(file()).size(), fits.size());
    }

    void whatTakesLongIsLeftToBeAskedFor() {
        auto columns = source();
        const auto scores = *calibratedFor(columns, {.reference = tests::garments(60)});
        for (const auto& score : scores) {
            QVERIFY2(!leftToBeAskedFor(score.kind), score.kind.id.c_str());
            QCOMPARE(score.kind.images, std::int64_t{1});
        }
    }

    void imagesOfAnyShapeMakeABatch() {
        const auto grey = tests::strokes(1).imageAt(0);
        const Image colour{
            .shape = {3, 40, 50}, .bytes = std::vector<std::uint8_t>(6000, 80), .source = "c.png"};
        const auto batch = batchOf({grey, colour}, m_model->shape());
        QCOMPARE(batch.count, std::int64_t{2});
        QVERIFY(batch.shape == m_model->shape());
        QCOMPARE(batch.imageNames[1], std::string("c.png"));
        QVERIFY(std::equal(grey.bytes.begin(), grey.bytes.end(), batch.image(0).begin()));
    }

    void aStopIsHeard() {
        auto columns = source();
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!calibratedFor(columns, {.reference = tests::strokes(70)}, stop.get_token()));
        QVERIFY(!judged(columns, {}, tests::strokes(3), stop.get_token()));
    }
};

NESCIO_TEST(tst_decision, TestDecision)
#include "tst_decision.moc"
