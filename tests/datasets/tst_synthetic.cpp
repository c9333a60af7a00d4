#include <set>

#include <QTest>

#include "datasets/load.h"
#include "datasets/synthetic.h"
#include "tests/datasets/statistics.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

void addRows() {
    QTest::addColumn<QString>("id");
    for (const auto& kind : syntheticKinds())
        QTest::newRow(kind.id.c_str()) << QString::fromStdString("synthetic/" + kind.id);
}

std::uint64_t sumOf(const ImageSet& set) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
    for (const auto byte : set.bytes) hash = (hash ^ byte) * 0x100000001B3ULL;
    return hash;
}

ImageSet load(const QString& id, std::int64_t limit) {
    return *loadImageSet(id.toStdString(), {.limit = limit});
}

}  // namespace

class TestSynthetic : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyTitleSaysSynthetic_data() { addRows(); }
    void everyTitleSaysSynthetic() {
        QFETCH(QString, id);
        const auto set = load(id, 20);
        QVERIFY(QString::fromStdString(set.title).startsWith("Synthetic"));
        QVERIFY(set.synthetic);
        QCOMPARE(QString::fromStdString(set.id), id);
        QCOMPARE(set.count, std::int64_t{20});
        QCOMPARE(set.available, std::int64_t{10'000});
        QCOMPARE(load(id + "-test", 20).available, std::int64_t{2'000});
    }

    void anImageDependsOnSeedAndIndexAlone_data() { addRows(); }
    void anImageDependsOnSeedAndIndexAlone() {
        QFETCH(QString, id);
        const auto few = load(id, 10);
        const auto many = load(id, 100);
        for (std::int64_t i = 0, shared = 0; i < many.count; ++i) {
            if (shared == few.count || many.indexOf(i) != few.indexOf(shared)) continue;
            QVERIFY(few.imageAt(shared).bytes == many.imageAt(i).bytes);
            ++shared;
        }
        const auto choice = *findSynthetic(id.toStdString());
        QVERIFY(generate(choice, {.limit = 10}, 1)->bytes != few.bytes);
    }

    void trainAndTestShareNoImage_data() { addRows(); }
    void trainAndTestShareNoImage() {
        QFETCH(QString, id);
        std::set<std::string> seen;  // of bytes
        for (const auto& name : {id, id + "-test"}) {
            const auto set = load(name, 500);
            for (std::int64_t i = 0; i < set.count; ++i) {
                const auto image = set.image(i);
                seen.emplace(image.begin(), image.end());
            }
        }
        QCOMPARE(seen.size(), std::size_t{1000});
    }

    /// The same bytes on every machine and with every compiler: these sums were computed once.
    void theBytesAreTheSameEverywhere_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<quint64>("sum");
        QTest::newRow("clutter") << "synthetic/clutter" << quint64{7112668256332451387ULL};
        QTest::newRow("garments") << "synthetic/garments" << quint64{9848646106975917417ULL};
        QTest::newRow("signs") << "synthetic/signs" << quint64{8885140358822789095ULL};
        QTest::newRow("strokes") << "synthetic/strokes" << quint64{804252295449610498ULL};
    }
    void theBytesAreTheSameEverywhere() {
        QFETCH(QString, id);
        QFETCH(quint64, sum);
        QCOMPARE(quint64{sumOf(*loadImageSet(id.toStdString(), {.limit = 100, .rule = LimitRule::First}))},
                 sum);
    }

    void everyClassIsDrawn_data() { addRows(); }
    void everyClassIsDrawn() {
        QFETCH(QString, id);
        const auto set = load(id, 500);
        std::vector<int> counts(set.classNames.size());
        for (const int label : set.labels) ++counts[static_cast<std::size_t>(label)];
        for (const int count : counts) QVERIFY(count > 500 / static_cast<int>(counts.size()) / 2);
    }

    /// What makes the paradox: the other set is smoother, and its pixels spread less.
    void strokesAreSimplerThanGarments() {
        const auto garments = load("synthetic/garments", 2000);
        const auto strokes = load("synthetic/strokes", 2000);
        QVERIFY(summedVariances(strokes)[0] < 0.95 * summedVariances(garments)[0]);
        QVERIFY(roughness(strokes) < roughness(garments));
    }
    void signsLieInsideClutter() {
        const auto clutter = load("synthetic/clutter", 2000);
        const auto signs = load("synthetic/signs", 2000);
        for (std::size_t c = 0; c < 3; ++c)
            QVERIFY(summedVariances(signs)[c] < 0.7 * summedVariances(clutter)[c]);
        QVERIFY(roughness(signs) < 0.6 * roughness(clutter));
    }

    void stoppingGivesNothing() {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!loadImageSet("synthetic/signs", {.stop = source.get_token()}));
    }
};

NESCIO_TEST(tst_synthetic, TestSynthetic)
#include "tst_synthetic.moc"
