// The experiments: every registered one runs on what it asks for, gives tables without holes, survives the
// run file and refuses wrong input with a sentence; and what single experiments must find where the answer is
// known beforehand.

#include <QtTest>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <set>

#include <QTemporaryDir>

#include "core/analysis/experiment.h"
#include "core/analysis/parts.h"
#include "core/analysis/published.h"
#include "core/analysis/result_panels.h"
#include "core/models/load_model.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "datasets/load.h"
#include "tests/analysis/small_experiments.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

class TestExperiments : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const FrozenModel> m_model, m_ensemble;

    ExperimentInput inputFor(const ExperimentKind& kind) const {
        ExperimentInput input{.options = completed(kind.options, {})};
        if (kind.fewestModels > 0) input.models = {kind.id == "ensemble" ? m_ensemble : m_model};
        input.sets = {tests::garments(60)};
        if (kind.mostSets > 1) input.sets.push_back(tests::strokes(60));
        return input;
    }

  private Q_SLOTS:
    void initTestCase() {
        RunSpec spec = tests::smallFlow();
        LiveTraining live;
        startTraining(spec, tests::garments(100), m_folder.filePath("run.h5").toStdString(), {}, live,
                      {tests::strokes(10), tests::garments(12)});
        m_model = live.snapshot();
        spec.members = 2;
        LiveTraining both;
        startTraining(spec, tests::garments(100), m_folder.filePath("ensemble.h5").toStdString(), {}, both);
        m_ensemble = both.snapshot();
    }

    void everyExperimentRunsAndItsTablesSurviveTheFile() {
        const auto file = m_folder.filePath("run.h5").toStdString();
        for (const auto& kind : experimentKinds()) {
            QVERIFY2(!kind.title.empty() && !kind.source.empty() && !kind.what.empty(), kind.id.c_str());
            const auto input = inputFor(kind);
            checkExperiment(kind, input);
            const auto result = *runExperiment(kind, input);
            QVERIFY2(!result.findings.empty() && !result.tables.empty(), kind.id.c_str());
            QVERIFY2(!result.figures.empty() || !result.images.empty() || kind.id == "table",
                     kind.id.c_str());
            QVERIFY2(result.id.starts_with(kind.id) && result.experiment == kind.id, result.id.c_str());
            updateRunFile(file, {.experiments = {result}});
            for (const auto& table : result.tables) {
                QVERIFY2(table.rows() > 0, kind.id.c_str());
                for (const auto& column : table.columns) QCOMPARE(column.rows(), table.rows());
                QCOMPARE(std::ranges::count(toCsv(table), '\n'),
                         static_cast<std::ptrdiff_t>(table.rows() + 1));
                QVERIFY(toLatex(table).find("\\bottomrule") != std::string::npos);
            }
        }
        const auto stored = readExperiments(file);
        QCOMPARE(stored.size(), experimentKinds().size());
        for (const auto& result : stored) {
            const auto& kind = experimentKind(result.experiment);
            const auto again = *runExperiment(kind, inputFor(kind));
            QCOMPARE(result.findings, again.findings);
            QVERIFY2(result.figures == again.figures, result.id.c_str());
            QCOMPARE(result.images.size(), again.images.size());
            for (std::size_t s = 0; s < result.images.size(); ++s) {
                const auto &a = result.images[s], &b = again.images[s];
                QVERIFY2(a.rows == b.rows && a.captions == b.captions && a.perRow == b.perRow, a.id.c_str());
                QCOMPARE(a.images.size(), a.rows.size() * a.perRow);
                for (std::size_t i = 0; i < a.images.size(); ++i)
                    QVERIFY2(a.images[i].bytes == b.images[i].bytes, a.id.c_str());
            }
            for (std::size_t t = 0; t < result.tables.size(); ++t)
                for (std::size_t c = 0; c < result.tables[t].columns.size(); ++c) {
                    const auto &a = result.tables[t].columns[c], &b = again.tables[t].columns[c];
                    if (a.unit == "ms an image") continue;  // measured anew
                    QVERIFY2(a.numbers == b.numbers && a.words == b.words && a.unit == b.unit,
                             a.title.c_str());
                }
        }
    }

    void aStopEndsThem() {
        for (const auto& kind : experimentKinds()) {
            auto input = inputFor(kind);
            std::stop_source stop;
            stop.request_stop();
            input.stop = stop.get_token();
            QVERIFY2(!kind.run(input), kind.id.c_str());
        }
    }

    void whatWasFinishedBeforeAStopIsKeptWhereItMay() {
        const auto path = m_folder.filePath("stopped.h5").toStdString();
        std::filesystem::copy_file(m_folder.filePath("run.h5").toStdString(), path);
        for (const auto& [id, words] : {std::pair("sweep", "2 of 6 strengths"),
                                        {"matrix", "2 of 4 pairs of run and set"},
                                        {"table", "1 of 2 runs"},
                                        {"attack", "1 of 8 attacks"}}) {
            const auto& kind = experimentKind(id);
            auto input = inputFor(kind);
            if (kind.mostModels > 1) input.models = {m_model, m_ensemble};
            if (kind.id == "attack")
                input.options["images"] = std::int64_t{4}, input.options["steps"] = std::int64_t{2};
            for (const bool keep : {false, true}) {
                std::stop_source stop;
                ProgressBoard board;
                int scored = 0;
                board.listen([&](const Progress& progress) {
                    // An attack posts its steps, scores its images and as many randomly changed ones.
                    const int last = kind.id == "attack" ? 6 : 3;
                    if (progress.done == progress.total && ++scored == last) stop.request_stop();
                });
                input.stop = stop.get_token();
                input.board = &board;
                input.keepPart = keep;
                const auto result = runExperiment(kind, input);
                QCOMPARE(result.has_value(), keep);
                if (!keep) continue;
                QVERIFY2(result->stoppedAfter == words, result->stoppedAfter.c_str());
                QVERIFY2(isPart(*result), result->id.c_str());
                QCOMPARE(result->findings.front().find("Stopped after " + result->stoppedAfter),
                         std::size_t{0});
                for (const auto& figure : result->figures)
                    QVERIFY2(figure.note.ends_with("stopped after " + result->stoppedAfter),
                             figure.note.c_str());
                for (const auto& table : result->tables)
                    for (const auto& column : table.columns) QCOMPARE(column.rows(), table.rows());
                updateRunFile(path, {.experiments = {*result}});
                QVERIFY(std::ranges::any_of(readExperiments(path), isPart));
            }
        }
    }

    /// A result or a sentence, and in a result nothing that cannot be drawn.
    void verifySound(const ExperimentKind& kind, const ExperimentInput& input) {
        try {
            const auto result = *runExperiment(kind, input);
            for (const auto& table : result.tables)
                for (const auto& column : table.columns) QCOMPARE(column.rows(), table.rows());
            for (const auto& figure : result.figures)
                for (const auto& panel : figure.panels)
                    for (const auto& series : panel.series) {
                        const std::size_t edges = series.style == SeriesStyle::Steps ? 1 : 0;
                        QCOMPARE(series.x.size(), series.y.size() + edges);
                    }
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).size() > 20, kind.id.c_str());
            qInfo("%s: %s", kind.id.c_str(), error.what());
        }
    }

    void oneImageIsEnough() {
        for (const auto& kind : experimentKinds()) {
            auto input = inputFor(kind);
            for (auto& set : input.sets) set = set.first(1);
            verifySound(kind, input);
        }
    }

    void valuesThatAreNotFiniteEndInASentenceOrAreSaid() {
        // A run whose weights went astray: every likelihood is NaN.
        const auto file = m_folder.filePath("astray.h5").toStdString();
        std::filesystem::copy_file(m_folder.filePath("run.h5").toStdString(), file);
        auto checkpoint = readCheckpoint(file);
        for (auto& array : checkpoint.weights)
            if (array.type == ArrayType::Float32)
                for (std::size_t i = 0; i + 4 <= array.bytes.size(); i += 4) {
                    const float bad = std::nanf("");
                    std::memcpy(array.bytes.data() + i, &bad, 4);
                }
        updateRunFile(file, {.checkpoint = std::move(checkpoint)});
        const auto astray = loadFrozenModel(file);
        for (const auto& kind : experimentKinds()) {
            if (kind.fewestModels == 0 || kind.id == "ensemble" || kind.id == "training") continue;
            auto input = inputFor(kind);
            input.models = {astray};
            verifySound(kind, input);
        }
    }

    void aWildValueDoesNotFlattenTheHistogram() {
        std::vector<double> values(100);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
        values.push_back(1e6);
        const auto panel = histogramPanel("nats", {{"values", SetRole::Test, values}});
        QVERIFY(panel.series[0].x.back() < 400);
        QCOMPARE(panel.xTitle, std::string("nats · 1 not drawn"));
        values.back() = std::nan("");
        QCOMPARE(histogramPanel("nats", {{"values", SetRole::Test, values}}).xTitle,
                 std::string("nats · 1 not drawn"));
        values.back() = 50;
        QCOMPARE(histogramPanel("nats", {{"values", SetRole::Test, values}}).xTitle, std::string("nats"));
        // A set has one name in every panel: figures give it one colour by it.
        QCOMPARE(panel.series[0].label, std::string("values"));
    }

    void theVolumeOfAConstantVolumeFlowIsOneNumber() {
        const auto& kind = experimentKind("decomposition");
        const auto result = *kind.run(inputFor(kind));
        const auto& part = tests::columnOf(result, "parts", "part").words;
        const auto& spread = tests::columnOf(result, "parts", "standard deviation").numbers;
        const auto& mean = tests::columnOf(result, "parts", "mean").numbers;
        std::vector<double> volumes;
        for (std::size_t row = 0; row < part.size(); ++row)
            if (part[row] == "volume") {
                volumes.push_back(mean[row]);
                QVERIFY(spread[row] < 1e-3);
            }
        QCOMPARE(volumes.size(), std::size_t{2});
        QVERIFY(std::abs(volumes[0] - volumes[1]) < 1e-3);
    }

    void aSetCoincidesWithItselfAndNotWithAnother() {
        const auto& kind = experimentKind("twins");
        auto input = inputFor(kind);
        input.sets = {tests::garments(60), tests::garments(60), tests::strokes(60)};
        const auto result = *kind.run(input);
        QCOMPARE(tests::columnOf(result, "twins", "overlap").numbers[0], 1.0);
        QCOMPARE(tests::columnOf(result, "twins", "Kolmogorov-Smirnov distance").numbers[0], 0.0);
        QVERIFY(tests::columnOf(result, "twins", "chance under one distribution").numbers[1] < 0.05);
        QVERIFY(result.findings[0].find("coincide as far as") != std::string::npos);
    }

  private:
    /// Where an image of the set is among the 60 that are spread over it.
    static std::size_t rowOfImage(double index) {
        const auto indices = tests::garments(60).indices;
        return static_cast<std::size_t>(
            std::find(indices.begin(), indices.end(), static_cast<std::int64_t>(index)) - indices.begin());
    }

  private Q_SLOTS:
    void extremesAreOrderedAndNameTheirImages() {
        const auto& kind = experimentKind("extremes");
        auto input = inputFor(kind);
        input.options = completed(kind.options, {{"count", std::int64_t{3}}});
        input.sets = {tests::garments(60)};
        const auto result = *kind.run(input);
        const auto& bits = tests::columnOf(result, "extremes", "bits/dim").numbers;
        const auto& image = tests::columnOf(result, "extremes", "image").numbers;
        QCOMPARE(bits.size(), std::size_t{6});
        QVERIFY(bits[0] <= bits[1] && bits[1] <= bits[2] && bits[3] >= bits[4] && bits[4] >= bits[5] &&
                bits[2] < bits[5]);
        const auto all = m_model->evaluate(tests::garments(60), {})->bitsPerDims();
        for (std::size_t row = 0; row < 6; ++row) QCOMPARE(all[rowOfImage(image[row])], bits[row]);
        QCOMPARE(*std::min_element(all.begin(), all.end()), bits[0]);
        QCOMPARE(*std::max_element(all.begin(), all.end()), bits[3]);
    }

    void labelsWithoutANameAreToldAsNumbers() {
        const auto& kind = experimentKind("extremes");
        auto input = inputFor(kind);
        auto set = tests::garments(4);
        input.options = completed(kind.options, {{"count", std::int64_t{2}}});  // at both ends: all four
        set.labels = {-1, 3, 10, 300};
        set.classNames[3].clear();
        input.sets = {set};
        const auto result = *kind.run(input);
        const auto& words = tests::columnOf(result, "extremes", "class").words;
        QCOMPARE(std::set<std::string>(words.begin(), words.end()),
                 (std::set<std::string>{"-1", "3", "10", "300"}));
    }

    void extremesCanBeAskedOfAnyPart() {
        const auto& kind = experimentKind("extremes");
        auto input = inputFor(kind);
        input.sets = {tests::garments(60)};
        const auto table = *m_model->evaluate(tests::garments(60), {});
        for (const std::string part : {"density", "level 2 volume", "level 1 · prior"}) {
            input.options = completed(kind.options, {{"part", part}});
            const auto result = *kind.run(input);
            const auto values = valuesOf(table, partNamed(part, table.columns));
            const auto& image = tests::columnOf(result, "extremes", "image").numbers;
            QCOMPARE(values[rowOfImage(image[0])], *std::max_element(values.begin(), values.end()));
            QCOMPARE(values[rowOfImage(image[10])], *std::min_element(values.begin(), values.end()));
        }
        input.options = completed(kind.options, {{"part", std::string("level 9")}});
        EXPECT_ERROR(OptionError, kind.run(input), "level 2 · volume", "level 9");
    }

    void thePublishedNumbersAreFoundForTestImagesOnly() {
        QCOMPARE(publishedFor("glow", "fashion-mnist/train20k", "mnist/t10k").size(), std::size_t{1});
        QCOMPARE(publishedFor("glow", "cifar-10/data_batch_1-first5000", "svhn/test_32x32-first2000").size(),
                 std::size_t{2});
        QVERIFY(publishedFor("glow", "fashion-mnist/train20k", "fashion-mnist/train20k").empty());
        QVERIFY(publishedFor("realnvp", "fashion-mnist/train20k", "mnist/t10k").empty());
        for (const auto& value : publishedValues())
            QVERIFY(value.tolerance > 0 && !value.evidence.empty() && !value.source.empty());
    }

    void wrongInputIsRefused() {
        const auto& table = experimentKind("table");
        EXPECT_ERROR(OptionError, checkExperiment(table, {.sets = {tests::garments(2)}}), "at least 1 runs",
                     "found 0");
        EXPECT_ERROR(OptionError, checkExperiment(table, {.models = {m_model}}), "at least 1 data sets",
                     "found 0");
        EXPECT_ERROR(ShapeError,
                     checkExperiment(table, {.models = {m_model},
                                             .sets = {*loadImageSet("synthetic/clutter", {.limit = 2})}}),
                     "1×28×28", "3×32×32");
        auto empty = tests::garments(1);
        empty.count = 0;
        EXPECT_ERROR(DataError, checkExperiment(table, {.models = {m_model}, .sets = {empty}}),
                     "expected images", "none");
        EXPECT_ERROR(OptionError, experimentKind("magic"), "moments", "magic");
    }
};

NESCIO_TEST(tst_experiments, TestExperiments)
#include "tst_experiments.moc"
