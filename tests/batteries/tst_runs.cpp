// Every registered model as a run, alone and as an ensemble: stopped and resumed it ends in the same weights
// bit for bit, loaded it scores as it did alive, a member of an ensemble is the run of its seed, and what a
// model cannot take is refused before a file is made.

#include <QtTest>

#include <QTemporaryDir>

#include "core/density/density_model.h"
#include "core/models/load_model.h"
#include "core/models/model_kind.h"
#include "core/store/run_file.h"
#include "core/train/mutation.h"
#include "core/train/training.h"
#include "tests/core/made_run.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using tests::sameArrays;

namespace {

/// Slopes of random steepness, 1×8×8.
ImageSet slopes(std::int64_t count) {
    ImageSet set{.id = "slopes",
                 .title = "slopes",
                 .source = "test",
                 .shape = {1, 8, 8},
                 .count = count,
                 .available = count};
    NoiseKey key{.seed = 8};
    for (std::int64_t i = 0; i < count; ++i) key.images.push_back(i);
    const auto u = uniformNoise(key, NoiseStream::Latent, 2);
    for (std::int64_t i = 0; i < count; ++i)
        for (int row = 0; row < 8; ++row)
            for (int column = 0; column < 8; ++column)
                set.bytes.own().push_back(static_cast<std::uint8_t>(u[i][0].item<double>() * 16 * row +
                                                                    u[i][1].item<double>() * 12 * column));
    return set;
}

const ImageSet& slopes() {
    static const ImageSet set = slopes(120);
    return set;
}

RunSpec specOf(const ModelKind& kind, int members) {
    RunSpec spec;
    spec.model = kind.id;
    spec.preset = "";
    spec.modelOptions = kind.trial;
    spec.trainOptions = {{"steps", std::int64_t{12}},
                         {"batch", std::int64_t{16}},
                         {"log_every", std::int64_t{4}},
                         {"validate_every", std::int64_t{4}},
                         {"validation", 0.1}};
    spec.members = members;
    spec.device = "cpu";
    spec.threads = 1;
    return spec;
}

bool sameCheckpoint(const std::filesystem::path& a, const std::filesystem::path& b) {
    return tests::sameCheckpoint(readCheckpoint(a), readCheckpoint(b));
}

/// The arrays whose names begin with a prefix, without it.
std::vector<NamedArray> ofMember(const std::vector<NamedArray>& arrays, const std::string& prefix) {
    std::vector<NamedArray> own;
    for (auto array : arrays)
        if (array.name.starts_with(prefix)) {
            array.name.erase(0, prefix.size());
            own.push_back(std::move(array));
        }
    return own;
}

}  // namespace

class TestRuns : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / (name + ".h5");
    }
    std::filesystem::path trained(const RunSpec& spec, const std::string& name) const {
        LiveTraining live;
        startTraining(spec, slopes(), path(name), {}, live);
        return path(name);
    }
    template <class Check>
    void forEach(Check check) {
        for (const auto& kind : modelKinds())
            for (const int members : {1, 2}) {
                const auto name = members == 1 ? kind.id : "ensemble-of-" + kind.id;
                check(specOf(kind, members), name);
                if (QTest::currentTestFailed()) return;
            }
    }

  private Q_SLOTS:
    void resumedTheyEndInTheSameWeightsBitForBit() {
        forEach([&](const RunSpec& spec, const std::string& name) {
            const auto whole = trained(spec, name + "-whole");
            LiveTraining live;
            std::stop_source stop;
            live.board.listen([&](const Progress& progress) {
                if (progress.done >= 5) stop.request_stop();
            });
            QCOMPARE(startTraining(spec, slopes(), path(name), stop.get_token(), live), JobEnd::Cancelled);
            const auto stopped = readRunSummary(path(name));
            QVERIFY2(stopped.step == 5, name.c_str());
            QCOMPARE(stopped.spec.members, spec.members);
            LiveTraining again;
            QCOMPARE(resumeTraining(path(name), slopes(), {}, again), JobEnd::Finished);
            QVERIFY2(sameCheckpoint(whole, path(name)), name.c_str());
        });
    }

    void loadedTheyScoreAsAlive() {
        forEach([&](const RunSpec& spec, const std::string& name) {
            LiveTraining live;
            startTraining(spec, slopes(), path(name + "-alive"), {}, live);
            const EvaluateOptions options{.draws = 3, .seed = 2, .batch = 50};
            const auto alive = *live.snapshot()->evaluate(slopes(), options);
            auto loaded = *loadFrozenModel(path(name + "-alive"), "cpu")->evaluate(slopes(), options);
            QVERIFY2(alive.nats == loaded.nats, name.c_str());
            // And a table that went through the file is the table.
            loaded.role = SetRole::Test;
            updateRunFile(path(name + "-alive"),
                          {.summary = {}, .checkpoint = {}, .tables = {loaded}, .samples = {}});
            const auto stored = readTermTable(path(name + "-alive"), "slopes");
            QVERIFY2(stored.nats == alive.nats && stored.columns == alive.columns, name.c_str());
            QVERIFY2(stored.key.draws == alive.key.draws && stored.key.drawRule == alive.key.drawRule,
                     name.c_str());
        });
    }

    void oneImageIsExplainedByTheNumbersOfItsRow() {
        forEach([&](const RunSpec& spec, const std::string& name) {
            const auto model = loadFrozenModel(trained(spec, name + "-explained"), "cpu");
            const EvaluateOptions options{.draws = 3, .seed = 2};
            const auto table = *model->evaluate(slopes(), options);
            const auto breakdown = model->explain(slopes().imageAt(7), options);
            QCOMPARE(breakdown.terms.size(), table.columns.size());
            QVERIFY2(std::abs(breakdown.totalNats() - table.totalNats(7)) < 1e-4, name.c_str());
            for (const auto& term : breakdown.terms) {
                if (!term.perPixel) continue;
                double sum = 0;
                for (const double nats : term.perPixel->nats) sum += nats;
                QCOMPARE(term.perPixel->nats.size(), std::size_t{64});
                QVERIFY2(std::abs(sum - term.nats) < 1e-4, name.c_str());
            }
        });
    }

    void aMemberIsTheRunOfItsSeedBitForBit() {
        for (const auto& kind : modelKinds()) {
            const auto both = readCheckpoint(trained(specOf(kind, 2), kind.id + "-both"));
            auto spec = specOf(kind, 1);
            spec.seed += 1;
            const auto alone = readCheckpoint(trained(spec, kind.id + "-second"));
            QVERIFY2(sameArrays(ofMember(both.weights, "member2."), alone.weights), kind.id.c_str());
            QVERIFY2(sameArrays(ofMember(both.optimiser, "member2."), alone.optimiser), kind.id.c_str());
        }
    }

    void aBackgroundModelSeesOtherBytesAndSaysSo() {
        auto spec = specOf(modelKind("pixelcnn"), 1);
        const auto plain = trained(spec, "plain");
        spec.trainOptions["mutation"] = 0.3;
        const auto background = trained(spec, "background");
        QVERIFY(!sameCheckpoint(plain, background));
        QVERIFY(readRunSummary(background).title.find("background (μ = 0.3)") != std::string::npos);
        const auto bytes = torch::full({40, 1, 8, 8}, 7, torch::kUInt8);
        NoiseKey key{.seed = 1};
        for (std::int64_t i = 0; i < 40; ++i) key.images.push_back(i);
        const auto changed = mutated(bytes, 0.3, key);
        // 2,560 bytes: the share of changed ones has a standard deviation of 0.009.
        QVERIFY(std::abs(changed.ne(bytes).to(torch::kFloat64).mean().item<double>() - 0.3 * 255 / 256) <
                0.04);
        QVERIFY(torch::equal(changed, mutated(bytes, 0.3, key)));
        QVERIFY(torch::equal(bytes, mutated(bytes, 0, key)));
    }

    void whatCannotWorkIsRefusedBeforeAFileIsMade_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("option");
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("says");
        QTest::addRow("a flow with more levels than the sides allow")
            << "glow"
            << "levels" << qint64{5} << "levels: expected 1 to 3";
        QTest::addRow("RealNVP likewise") << "realnvp"
                                          << "levels" << qint64{6} << "levels: expected 1 to 3";
        QTest::addRow("an even kernel") << "pixelcnn"
                                        << "kernel" << qint64{4} << "expected odd sides";
        QTest::addRow("an option out of range") << "vae"
                                                << "latents" << qint64{0} << "latents";
        QTest::addRow("an option the model does not have") << "vae"
                                                           << "levels" << qint64{2} << "levels";
        QTest::addRow("no members") << "glow"
                                    << "members" << qint64{0} << "members: expected 1 to";
        QTest::addRow("too many members") << "glow"
                                          << "members" << qint64{1000} << "members: expected 1 to";
    }
    void whatCannotWorkIsRefusedBeforeAFileIsMade() {
        QFETCH(QString, model);
        QFETCH(QString, option);
        QFETCH(qint64, value);
        QFETCH(QString, says);
        auto spec = specOf(modelKind(model.toStdString()), 1);
        if (option == "members")
            spec.members = static_cast<int>(value);
        else
            spec.modelOptions[option.toStdString()] = std::int64_t{value};
        LiveTraining live;
        const auto start = [&] { (void)startTraining(spec, slopes(), path("refused"), {}, live); };
        const auto said = says.toUtf8();
        const auto why = whyNot<Error>(start, {said.constData()});
        QVERIFY2(why.isEmpty(), qPrintable(why));
        QVERIFY(!std::filesystem::exists(path("refused")));
    }
};

NESCIO_TEST(tst_runs, TestRuns)
#include "tst_runs.moc"
