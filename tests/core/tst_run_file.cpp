// Run files: what goes in comes out, nothing is lost, and what is not a run file says what it is.

#include <QtTest>

#include <sys/resource.h>
#include <csignal>
#include <cstring>
#include <fstream>
#include <thread>

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "core/store/run_file.h"
#include "tests/datasets/expect_error.h"
#include "tests/patience.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

RunSummary someSummary() {
    RunSummary summary;
    summary.title = "glow·quick on “Größe” (seed 1)";
    summary.spec.modelOptions = {{"steps", std::int64_t{8}}, {"net", std::string("conv")}, {"flag", true}};
    summary.spec.trainOptions = {{"learning_rate", 1e-3}};
    summary.spec.seed = 42;
    summary.spec.trainData = "synthetic/garments";
    summary.shape = {1, 28, 28};
    summary.trainSetId = "synthetic/garments";
    summary.trainCount = 100;
    summary.trainAvailable = 10'000;
    summary.synthetic = true;
    summary.parameters = 12;
    summary.state = RunState::Stopped;
    summary.step = 20;
    summary.totalSteps = 100;
    summary.history = {{.step = 10, .epoch = 0.5, .total = 4.5, .validation = NAN, .imagesPerSecond = 100},
                       {.step = 20, .epoch = 1.0, .total = 4.25, .validation = 4.5, .imagesPerSecond = 110}};
    summary.provenance = {{"creator", "nescio"}, {"command_line", ""}};
    return summary;
}

Checkpoint someCheckpoint() {
    NamedArray weight{.name = "flow.level1_step1.norm.bias", .type = ArrayType::Float32, .shape = {3}};
    const float values[] = {1.5F, -0.0F, 3e-42F};
    weight.bytes.resize(sizeof values);
    std::memcpy(weight.bytes.data(), values, sizeof values);
    return {.step = 20, .weights = {weight}, .optimiser = {weight}, .meters = {}};
}

TermTable someTable(const std::string& id) {
    TermTable table;
    table.setId = id;
    table.setTitle = "a set";
    table.shape = {1, 28, 28};
    table.role = SetRole::OutOfDistribution;
    table.columns = {{"level 1 · prior", TermKind::Prior, 1, 0}, {"bytes", TermKind::Scaling, 0, 0}};
    table.nats = {-1.0 / 3, -2, -3, NAN, -INFINITY, -6};
    table.key.indices = {0, 1, 2};
    table.labels = {9, 8, 7};
    table.available = 10'000;
    table.key.fit = {"grey: luma of RGB"};
    table.key.set = "f0";
    table.key.contents = {7, ~std::uint64_t{0}, 9};
    table.key.weights = {"d1", 20};
    table.trainedOn = 1;
    return table;
}

}  // namespace

class TestRunFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path written(const char* name) const {
        updateRunFile(path(name), {.summary = someSummary(),
                                   .checkpoint = someCheckpoint(),
                                   .tables = {someTable("mnist/t10k")},
                                   .samples = {}});
        return path(name);
    }

  private Q_SLOTS:
    void whatGoesInComesOut() {
        const auto file = written("round.h5");
        const auto summary = readRunSummary(file);
        const auto expected = someSummary();
        QCOMPARE(summary.title, expected.title);
        QVERIFY(summary.spec.modelOptions == expected.spec.modelOptions);
        QVERIFY(summary.spec.trainOptions == expected.spec.trainOptions);
        QCOMPARE(summary.spec.seed, expected.spec.seed);
        QVERIFY(summary.shape == expected.shape);
        QVERIFY(summary.synthetic);
        QCOMPARE(summary.state, RunState::Stopped);
        QCOMPARE(summary.history.size(), std::size_t{2});
        QCOMPARE(summary.history[1].total, 4.25);
        QVERIFY(std::isnan(summary.history[0].validation));
        QCOMPARE(summary.provenance.at("command_line"), std::string());
        QCOMPARE(evaluatedSets(summary), std::vector<std::string>{"mnist/t10k"});

        const auto checkpoint = readCheckpoint(file);
        QCOMPARE(checkpoint.step, 20);
        QCOMPARE(checkpoint.weights.at(0).name, someCheckpoint().weights[0].name);
        QVERIFY(checkpoint.weights.at(0).bytes == someCheckpoint().weights[0].bytes);

        const auto table = readTermTable(file, "mnist/t10k");
        QVERIFY(table.columns == someTable("").columns);
        QCOMPARE(table.nats[0], -1.0 / 3);
        QVERIFY(std::isnan(table.nats[3]) && std::isinf(table.nats[4]));
        QCOMPARE(table.labels, someTable("").labels);
        QVERIFY(table.key == someTable("").key);
        QCOMPARE(table.role, SetRole::OutOfDistribution);
        QCOMPARE(table.available, 10'000);
    }

    void anUpdateKeepsWhatItDoesNotName() {
        const auto file = written("keep.h5");
        updateRunFile(file,
                      {.summary = {}, .checkpoint = {}, .tables = {someTable("svhn/test")}, .samples = {}});
        QCOMPARE(evaluatedSets(readRunSummary(file)), (std::vector<std::string>{"mnist/t10k", "svhn/test"}));
        QCOMPARE(readCheckpoint(file).step, 20);
        auto summary = someSummary();
        summary.step = 30;
        updateRunFile(file, {.summary = summary, .checkpoint = {}, .tables = {}, .samples = {}});
        QCOMPARE(readRunSummary(file).step, 30);
        QCOMPARE(readTermTable(file, "mnist/t10k").rows(), std::size_t{3});
    }

    void samplesComeBack() {
        const auto file = written("samples.h5");
        QVERIFY(!readSamples(file));
        SampleSheet sheet{.images = {.shape = {3, 2, 2},
                                     .count = 9,
                                     .available = 9,
                                     .bytes = std::vector<std::uint8_t>(108, 7)},
                          .temperature = 0.7,
                          .seed = 5};
        updateRunFile(file, {.summary = {}, .checkpoint = {}, .tables = {}, .samples = sheet});
        const auto found = readSamples(file);
        QVERIFY(found && found->images.bytes == sheet.images.bytes);
        QCOMPARE(found->temperature, 0.7);
    }

    void twoWritersAtOnceLoseNothing() {
        const auto file = written("two.h5");
        const auto writeMany = [&](const std::string& prefix) {
            for (int i = 0; i < 5; ++i)
                updateRunFile(file, {.summary = {},
                                     .checkpoint = {},
                                     .tables = {someTable(prefix + std::to_string(i))},
                                     .samples = {}});
        };
        std::thread other(writeMany, "a/");
        writeMany("b/");
        other.join();
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{11});
    }

    void tablesOfOtherKeysStandSideBySide() {
        const auto file = written("keys.h5");
        auto later = someTable("mnist/t10k"), fiveDraws = someTable("mnist/t10k");
        later.key.weights = {"d2", 40};
        fiveDraws.key.draws = 5;
        updateRunFile(file, {.tables = {later}});
        updateRunFile(file, {.tables = {someTable("mnist/t10k"), fiveDraws}});  // the first is there already
        auto summary = readRunSummary(file);
        QCOMPARE(summary.terms.size(), std::size_t{3});
        QCOMPARE(evaluatedSets(summary), std::vector<std::string>{"mnist/t10k"});
        summary.weights = {"d2", 40};
        updateRunFile(file, {.summary = summary});
        QVERIFY2(readTermTable(file, "mnist/t10k").key == later.key, "the weights that the run has now");
        summary.weights = {"d1", 20};
        updateRunFile(file, {.summary = summary});
        QVERIFY2(readTermTable(file, "mnist/t10k").key == fiveDraws.key, "the newest of them");
        QVERIFY(readTermTable(file, "mnist/t10k", digestOf(later.key)).key == later.key);
        QCOMPARE(QString::fromStdString(ageWords(summary, later.key.weights)),
                 QStringLiteral("at step 40 of 100"));
    }

    void measurementsKeepWhatTheyAre() {
        const auto file = written("measurements.h5");
        const Measurement png{.measure = "png",
                              .setId = "mnist/t10k",
                              .setTitle = "MNIST test",
                              .kind = ColumnKind::ModelFree,
                              .key = std::make_shared<const ColumnKey>(someTable("").key),
                              .secondsPerImage = 0.25,
                              .columns = {{"bytes", "bytes", {1, 2.5, INFINITY}}, {"net", "", {-1, 0, 3}}}};
        updateRunFile(file, {.measurements = {png}});
        updateRunFile(file, {.tables = {someTable("svhn/test")}});
        updateRunFile(file, {.measurements = {png}});  // the same again, kept once
        QCOMPARE(readMeasurements(file).size(), std::size_t{1});
        QVERIFY(readMeasurements(file, "svhn/test").empty());
        const auto read = readMeasurements(file, "mnist/t10k").front();
        QVERIFY(*read.key == *png.key);
        QVERIFY(read.columns == png.columns);
        QCOMPARE(read.kind, ColumnKind::ModelFree);
        QCOMPARE(read.secondsPerImage, 0.25);
        QCOMPARE(read.setTitle, std::string("MNIST test"));
        QCOMPARE(read.column(1).name, std::string("png.net"));
        QCOMPARE(readRunSummary(file).terms.size(), std::size_t{2});
    }

    void fitsAreKeptByScoreAndReference() {
        const auto file = written("fits.h5");
        FittedScore fit{.score = "dose",
                        .reference = "mnist/train",
                        .referenceTitle = "MNIST train",
                        .referenceKey = "0123456789abcdef",
                        .images = 3,
                        .weights = {"d1", 20},
                        .state = {{{"of “level 1”", {1, 2, 3}}, {"nothing", {}}}}};
        updateRunFile(file, {.fits = {fit}});
        fit.state.numbers["of “level 1”"] = {4};
        updateRunFile(file, {.fits = {fit}});
        const auto fits = readFits(file);
        QCOMPARE(fits.size(), std::size_t{1});
        QVERIFY(fits.front().state == fit.state);
        QCOMPARE(fits.front().referenceTitle, std::string("MNIST train"));
        QCOMPARE(fits.front().images, std::int64_t{3});
        QVERIFY(fits.front().weights == fit.weights);
    }

    void aFileOfFormatOneOpensAndMovesOn() {
        const auto file = path("old.h5");
        std::filesystem::copy_file(NESCIO_SOURCE_DIR "/tests/core/data/run_1_2.h5", file);
        const auto old = readRunSummary(file);
        QCOMPARE(evaluatedSets(old),
                 (std::vector<std::string>{"synthetic/garments-test", "synthetic/strokes-test"}));
        QVERIFY(!old.weights.known() && !old.trainContents);
        QVERIFY2(old.spec.limitRule == LimitRule::First, "format 1 took the first images");
        const auto check = [&] {
            const auto table = readTermTable(file, "synthetic/garments-test");
            QCOMPARE(table.rows(), std::size_t{6});
            QCOMPARE(meanOf(table.bitsPerDims()).value, 8.564085471456842);
            QCOMPARE(table.key.draws, 2);
            QCOMPARE(table.key.noiseBy, NoiseBy::Index);
            QVERIFY(table.key.set.empty() && table.key.contents.empty() && !table.key.weights.known());
            QCOMPARE(readSamples(file)->images.count, std::int64_t{2});
            QVERIFY(!readSamples(file)->weights.known());
            QCOMPARE(readExperiments(file).size(), std::size_t{1});
            QVERIFY(readExperiments(file).front().weights.empty());
            QCOMPARE(readRunSummary(file).watched.front().images, std::int64_t{4});
        };
        check();
        const auto weights = readCheckpoint(file).weights.front().bytes;
        updateRunFile(file, {.tables = {someTable("mnist/t10k")}});
        check();
        QCOMPARE(evaluatedSets(readRunSummary(file)).size(), std::size_t{3});
        QVERIFY(readCheckpoint(file).weights.front().bytes == weights);
        QCOMPARE(QString::fromStdString(ageWords(old, {})), QStringLiteral("weights not recorded"));
    }

    void aFileCutShortAnywhereIsRefusedInOneSentence() {
        const auto file = written("whole.h5");
        std::ifstream in(file, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        for (const double share : {0.0, 0.001, 0.1, 0.5, 0.9, 0.999}) {
            const auto cut = path("cut.h5");
            std::ofstream(cut, std::ios::binary)
                .write(bytes.data(), static_cast<std::streamsize>(share * static_cast<double>(bytes.size())));
            QCOMPARE(whyNot<RunFileError>([&] { readRunSummary(cut); }, {"expected", "found", "cut.h5"}),
                     QString());
        }
    }

    void whatIsNoRunFileSaysWhatItIs() {
        std::ofstream(path("text.h5")) << "hello";
        QCOMPARE(whyNot<RunFileError>([&] { readRunSummary(path("text.h5")); }, {"5 bytes", "text.h5"}),
                 QString());
        QCOMPARE(whyNot<RunFileError>([&] { readRunSummary(path("absent.h5")); }, {"nothing", "absent.h5"}),
                 QString());
        QCOMPARE(whyNot<RunFileError>([&] { readTermTable(written("w.h5"), "x/y"); },
                                      {"x/y", "mnist/t10k", "w.h5"}),
                 QString());
    }

    void aFileOfANewerVersionIsNamedAsSuch() {
        const auto python = QStandardPaths::findExecutable("python3", {"/usr/bin"});
        const auto file = written("newer.h5");
        QProcess process;
        process.start(python, {"-c",
                               "import h5py,sys; f=h5py.File(sys.argv[1],'r+'); "
                               "f.attrs['format_version_major']=9",
                               QString::fromStdString(file.string())});
        if (python.isEmpty() || !process.waitForFinished(kPatienceMs) || process.exitCode() != 0)
            QSKIP("no python3 with h5py");
        QCOMPARE(whyNot<RunFileError>([&] { readRunSummary(file); }, {"2.x", "found 9.", "newer Nescio"}),
                 QString());
    }

    void pythonOpensARunFile() {
        const auto python = QStandardPaths::findExecutable("python3", {"/usr/bin"});
        QProcess process;
        process.start(python, {NESCIO_SOURCE_DIR "/core/store/python/load_run.py",
                               QString::fromStdString(written("python.h5").string())});
        if (python.isEmpty() || !process.waitForFinished(kPatienceMs)) QSKIP("no python3");
        const auto output = process.readAllStandardOutput() + process.readAllStandardError();
        if (output.contains("No module named")) QSKIP("no h5py");
        QVERIFY2(process.exitCode() == 0 && output.contains("mnist/t10k") &&
                     output.contains("n = 3 of 10000, step 20"),
                 output.constData());
    }

    void anUnwritableFolderIsNamed() {
        QCOMPARE(whyNot<RunFileError>([&] { updateRunFile("/proc/nescio.h5", {.summary = someSummary()}); },
                                      {"/proc/nescio.h5"}),
                 QString());
        QCOMPARE(
            whyNot<RunFileError>([&] { updateRunFile(path("no/such/a.h5"), {.summary = someSummary()}); },
                                 {"no/such/a.h5", "folder"}),
            QString());
    }

    void aFullDiskLeavesTheOldFile() {
        const auto file = written("full.h5");
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tight{4096, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
        const auto why =
            whyNot<RunFileError>([&] { updateRunFile(file, {.tables = {someTable("new/set")}}); },
                                 {"full.h5", "disk took no more", "nothing was changed"});
        setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(why, QString());
        QCOMPARE(evaluatedSets(readRunSummary(file)), std::vector<std::string>{"mnist/t10k"});
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path().toStdString()))
            QVERIFY2(entry.path().extension() != ".tmp", entry.path().c_str());
    }
};

NESCIO_TEST(tst_run_file, TestRunFile)
#include "tst_run_file.moc"
