// What sentences and cards of experiments claim: whose number stands beside ours, what chance would give,
// what came before, and that the order in which sets are given decides nothing.

#include <QtTest>

#include <numeric>

#include <algorithm>
#include <cmath>

#include <QTemporaryDir>

#include "core/analysis/attack.h"
#include "core/analysis/published.h"
#include "core/models/model_kind.h"
#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "datasets/shift.h"
#include "tests/analysis/small_experiments.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestClaims : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const FrozenModel> m_model;

    /// A tiny run on a set that is called otherwise.
    std::shared_ptr<const FrozenModel> trained(const RunSpec& spec, ImageSet data, const std::string& id,
                                               const std::string& file) {
        data.id = id;
        data.title = id;
        LiveTraining live;
        startTraining(spec, data, m_folder.filePath(QString::fromStdString(file)).toStdString(), {}, live);
        return live.snapshot();
    }
    static ImageSet called(ImageSet set, const std::string& id) {
        set.id = id;
        set.title = id;
        return set;
    }
    static ImageSet colour(const char* what, const std::string& id) {
        return called(*loadImageSet(what, {.limit = 30}), id);
    }
    static bool has(const ExperimentResult& result, const std::string& table) {
        return std::any_of(result.tables.begin(), result.tables.end(),
                           [&](const auto& one) { return one.id == table; });
    }
    static std::string allOf(const ExperimentResult& result) {
        std::string text;
        for (const auto& finding : result.findings) text += finding + "\n";
        return text;
    }

  private Q_SLOTS:
    void initTestCase() {
        m_model = trained(tests::smallFlow(), tests::garments(100), "clothes/train", "run.h5");
    }

    void theCardComparesOnlyWhatThePublishedNumbersAreAbout() {
        auto spec = tests::smallFlow();
        spec.model = "glow";
        const auto objects = *loadImageSet("synthetic/clutter", {.limit = 60});
        const auto ours = trained(spec, objects, "cifar-10/train", "cifar.h5");
        const auto cifar = colour("synthetic/clutter", "cifar-10/test_batch");
        const auto svhn = colour("synthetic/signs", "svhn/test_32x32");
        const auto& kind = experimentKind("table");
        std::vector<double> areas;
        for (const auto& sets : {std::vector{cifar, svhn}, std::vector{svhn, cifar},
                                 std::vector{colour("synthetic/signs", "mine/other"), svhn, cifar}}) {
            const auto result = *runExperiment(kind, {.models = {ours}, .sets = sets});
            const auto& quantity = tests::columnOf(result, "reproduction", "quantity").words;
            QCOMPARE(quantity.size(), std::size_t{3});  // bits/dim of both, the AUROC once
            const auto at = std::find(quantity.begin(), quantity.end(), "AUROC of −log p") - quantity.begin();
            areas.push_back(
                tests::columnOf(result, "reproduction", "ours").numbers[static_cast<std::size_t>(at)]);
        }
        QCOMPARE(areas[0],
                 auroc(minusLogP(*ours->evaluate(cifar, {})), minusLogP(*ours->evaluate(svhn, {}))));
        QCOMPARE(areas[1], areas[0]);
        QCOMPARE(areas[2], areas[0]);
    }

    void elsewhereThereIsNoCardAndASentenceWhy_data() {
        QTest::addColumn<QString>("trainedOn");
        QTest::addColumn<QString>("tested");
        QTest::addColumn<bool>("padded");
        QTest::addColumn<QString>("why");
        QTest::newRow("trained on something else") << "mine/train"
                                                   << "svhn/test_32x32" << false << "mine/train";
        QTest::newRow("trained on test images") << "cifar-10/test_batch"
                                                << "svhn/test_32x32" << false << "cifar-10/test_batch";
        QTest::newRow("a folder called alike") << "cifar-10/train"
                                               << "svhn/test" << false << "none of these sets";
        QTest::newRow("images were changed") << "cifar-10/train"
                                             << "svhn/test_32x32" << true << "none of these";
    }
    void elsewhereThereIsNoCardAndASentenceWhy() {
        QFETCH(QString, trainedOn);
        QFETCH(QString, tested);
        QFETCH(bool, padded);
        QFETCH(QString, why);
        auto spec = tests::smallFlow();
        spec.model = "glow";
        const auto model = trained(spec, *loadImageSet("synthetic/clutter", {.limit = 60}),
                                   trainedOn.toStdString(), "else.h5");
        auto set = colour("synthetic/signs", tested.toStdString());
        if (padded) set.changes = {"padded"};
        const auto result = *runExperiment(experimentKind("table"), {.models = {model}, .sets = {set}});
        QVERIFY(!has(result, "reproduction"));
        const auto said = QString::fromStdString(allOf(result));
        QVERIFY2(said.contains("No reproduction card") && said.contains(why), qPrintable(said));
    }

    void theOrderOfTheSetsDecidesNothing() {
        const auto own = called(tests::garments(40), "clothes/test");
        const auto other = called(tests::strokes(40), "letters/test");
        for (const auto* id : {"table", "histograms", "decomposition", "twins", "constants", "matrix",
                               "extremes", "second_order", "seeds"}) {
            const auto& kind = experimentKind(id);
            const auto findings = [&](std::vector<ImageSet> sets) {
                auto found = runExperiment(kind, {.models = {m_model},
                                                  .sets = std::move(sets),
                                                  .options = completed(kind.options, {})})
                                 ->findings;
                std::sort(found.begin(), found.end());
                return found;
            };
            QVERIFY2(findings({own, other}) == findings({other, own}), id);
        }
    }

    void grayingIsThePapersUnlessAskedOtherwise() {
        const auto& kind = experimentKind("sweep");
        const auto set = tests::garments(20);
        const auto result = *runExperiment(
            kind, {.models = {m_model}, .sets = {set}, .options = completed(kind.options, {})});
        auto grey = set;
        grey.bytes = ByteBlock::Bytes(grey.bytes.size(), 128);
        const auto expected = meanOf(m_model->evaluate(grey, {})->logLikelihoods()).value;
        QCOMPARE(tests::columnOf(result, "sweep", "mean log p").numbers.back(), expected);
        const auto ours =
            *runExperiment(kind, {.models = {m_model},
                                  .sets = {set},
                                  .options = completed(kind.options, {{"shift", "graying_to_mean"}})});
        QVERIFY(tests::columnOf(ours, "sweep", "mean log p").numbers.back() != expected);
        QVERIFY2(allOf(ours).find("mean image is that of " + set.title) != std::string::npos,
                 allOf(ours).c_str());
    }

    void anOverlapStandsBesideWhatChanceWouldGive() {
        // 200 different images of one generator, in two halves: they differ by chance alone.
        const auto all = tests::garments(200);
        std::vector<std::int64_t> rest(100);
        std::iota(rest.begin(), rest.end(), 100);
        const auto first = called(all.first(100), "clothes/a"), second = called(all.part(rest), "clothes/b");
        const auto& kind = experimentKind("twins");
        const auto result = *runExperiment(kind, {.models = {m_model}, .sets = {first, second}});
        const auto number = [&](const char* title) {
            return tests::columnOf(result, "twins", title).numbers[0];
        };
        const double null = number("overlap under one distribution");
        qInfo("overlap %.3f, under one distribution %.3f [%.3f, %.3f]", number("overlap"), null,
              number("overlap under one distribution, low"), number("overlap under one distribution, high"));
        QVERIFY(null > 0.55 && null < 0.8);  // 50 bins of 100 values: about two thirds
        QVERIFY(number("overlap under one distribution, low") < null);
        QVERIFY(number("overlap") > number("overlap under one distribution, low"));
        QVERIFY2(allOf(result).find("coincide as far as") != std::string::npos, allOf(result).c_str());
    }

    void anAttackIsSetAgainstBeforeAndAgainstChance() {
        const auto& kind = experimentKind("attack");
        const auto set = tests::garments(60);
        const auto result = *runExperiment(
            kind, {.models = {m_model},
                   .sets = {set},
                   .options =
                       completed(kind.options, {{"images", std::int64_t{20}}, {"steps", std::int64_t{10}}})});
        auto nats = m_model->evaluate(set, {})->logLikelihoods();
        auto sorted = nats;
        std::sort(sorted.begin(), sorted.end());
        const double median = sorted[29];
        // Of the images that are attacked, which are spread over the set and not its first.
        const auto few = m_model->evaluate(set.evenly(20), {})->logLikelihoods();
        const double share =
            static_cast<double>(std::count_if(few.begin(), few.end(), [&](double v) { return v > median; })) /
            20;
        const auto& direction = tests::columnOf(result, "attack", "direction").words;
        const auto& before = tests::columnOf(result, "attack", "share past the mark before").numbers;
        const auto& moved = tests::columnOf(result, "attack", "share moved that way").numbers;
        const auto& random = tests::columnOf(result, "attack", "share moved by a random change").numbers;
        const auto& area = tests::columnOf(result, "attack", "AUROC against the same images").numbers;
        const auto& randomArea = tests::columnOf(result, "attack", "AUROC, random change").numbers;
        QCOMPARE(direction.back(), std::string("up"));
        QCOMPARE(before.back(), share);
        // Of a flow this young, random changes as large make every image likelier, too: the null is no
        // formality.
        QVERIFY2(moved.back() >= random.back() && area.back() < randomArea.back(), allOf(result).c_str());
        QVERIFY2(allOf(result).find("same images did before") != std::string::npos, allOf(result).c_str());
    }

    void aRandomChangeIsAsLargeAsTheAttack() {
        const auto set = tests::garments(5);
        const auto moved = *attacked(*m_model, set, {.budget = 6, .steps = 10});
        const auto random = changedAsMuch(set, moved);
        QVERIFY(random.bytes != moved.bytes);
        for (std::int64_t i = 0; i < set.count; ++i) {
            std::vector<int> a, b;
            for (std::size_t d = 0; d < set.image(i).size(); ++d) {
                a.push_back(std::abs(int{moved.image(i)[d]} - int{set.image(i)[d]}));
                b.push_back(std::abs(int{random.image(i)[d]} - int{set.image(i)[d]}));
            }
            std::sort(a.begin(), a.end());
            std::sort(b.begin(), b.end());
            QVERIFY(a == b);
        }
    }

    void everyPresetSaysWhoseItsNumbersAre() {
        for (const auto& kind : builtInModelKinds())
            for (const auto& preset : kind.presets) {
                const auto note = kind.notes.find(preset);
                QVERIFY2(note != kind.notes.end() && !note->second.empty(), (kind.id + " " + preset).c_str());
                QVERIFY2(preset == "paper" || note->second.find("ours") == 0, note->second.c_str());
            }
        for (const auto* id : {"glow", "cv_glow"}) {
            const auto& paper = modelKind(id).notes.at("paper");
            for (const auto* word : {"L2", "0.99", "unverified", "not known"})
                QVERIFY2(paper.find(word) != std::string::npos, word);
        }
    }

    void theSpreadOverSeedsIsThatOfTheRuns() {
        ExperimentInput input;
        std::vector<double> areas;
        const auto own = called(tests::garments(40), "clothes/test");
        const auto other = called(tests::strokes(40), "letters/test");
        for (const std::uint64_t seed : {3, 1, 2}) {
            auto spec = tests::smallFlow();
            spec.seed = seed;
            input.models.push_back(
                trained(spec, tests::garments(100), "clothes/train", "seed" + std::to_string(seed) + ".h5"));
            areas.push_back(auroc(minusLogP(*input.models.back()->evaluate(own, {})),
                                  minusLogP(*input.models.back()->evaluate(other, {}))));
        }
        auto wider = tests::smallFlow();
        wider.modelOptions["hidden"] = std::int64_t{4};
        input.models.push_back(trained(wider, tests::garments(100), "clothes/train", "wider.h5"));
        input.sets = {other, own};
        const auto& kind = experimentKind("seeds");
        const auto result = *runExperiment(kind, input);
        QCOMPARE(result.id, std::string("seeds_3"));
        QCOMPARE(tests::columnOf(result, "summary", "seeds").words,
                 (std::vector<std::string>{"1, 2, 3", "1"}));
        const auto mean = meanOf(areas);
        const auto expected =
            QString("%1 ± %2").arg(mean.value, 0, 'f', 3).arg(mean.standardError * std::sqrt(3.0), 0, 'f', 3);
        QCOMPARE(QString::fromStdString(tests::columnOf(result, "summary", "AUROC over seeds").words[0]),
                 expected);
        QVERIFY(tests::columnOf(result, "summary", "AUROC over seeds").words[1].find("one seed") !=
                std::string::npos);
        QVERIFY(toMarkdown(result.tables.front()).find("| 1, 2, 3 |") != std::string::npos);
        input.models.push_back(input.models.front());
        EXPECT_ERROR(OptionError, runExperiment(kind, input), "seeds of their own");
    }
};

NESCIO_TEST(tst_claims, TestClaims)
#include "tst_claims.moc"
