// Whose numbers columns hold, when two may meet, and which images a selection or a bin speaks of.
#include <QtTest>

#include "core/values/column_key.h"
#include "core/values/content.h"
#include "core/values/image.h"
#include "core/values/plot_data.h"
#include "core/values/run.h"
#include "core/values/term_table.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

/// 1×1 images, image i of the byte i / perByte.
ImageSet sorted(std::int64_t count, std::int64_t perByte = 1) {
    ImageSet set{.id = "folder/sorted", .title = "sorted", .shape = {1, 1, 1}};
    set.count = set.available = count;
    for (std::int64_t i = 0; i < count; ++i) {
        set.bytes.own().push_back(static_cast<std::uint8_t>(i / perByte));
        set.labels.push_back(static_cast<int>(i / perByte));
    }
    return set;
}

ColumnKey keyAt(std::int64_t step, int draws = 1) {
    return {.indices = {0, 1}, .draws = draws, .weights = {"digest of " + std::to_string(step), step}};
}

ImageColumn columnOf(const std::string& setId, std::vector<double> values,
                     std::vector<std::int64_t> indices) {
    return {.name = "bits_per_dim",
            .setId = setId,
            .key = std::make_shared<const ColumnKey>(ColumnKey{.indices = std::move(indices)}),
            .values = std::move(values)};
}

}  // namespace

class TestColumns : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aLimitTakesOfEveryClass() {
        const auto few = sorted(100, 10).evenly(20);
        for (int label = 0; label < 10; ++label)
            QCOMPARE(std::count(few.labels.begin(), few.labels.end(), label), 2);
        QCOMPARE(few.available, std::int64_t{100});
        QCOMPARE(few.indexOf(19), std::int64_t{95});
        QCOMPARE(QString::fromStdString(few.imageAt(19).source), QStringLiteral("sorted #95"));
        const auto fewer = few.evenly(5);  // a part of a part knows its place in the whole
        const auto places = evenIndices(20, 5);
        for (std::int64_t i = 0; i < 5; ++i)
            QCOMPARE(fewer.indexOf(i), few.indexOf(places[static_cast<std::size_t>(i)]));
    }

    void evenIndicesAscendAndHoldTheProbes() {
        for (const std::int64_t available : {1, 2, 15, 16, 17, 100, 1000, 60'000})
            for (const std::int64_t n : {1, 2, 15, 16, 17, 31, 64, 999, 1000}) {
                const auto chosen = evenIndices(available, n);
                QCOMPARE(static_cast<std::int64_t>(chosen.size()), std::min(n, available));
                QVERIFY(std::is_sorted(chosen.begin(), chosen.end()));
                QVERIFY(std::adjacent_find(chosen.begin(), chosen.end()) == chosen.end());
                QVERIFY(chosen.front() == 0 && chosen.back() < available);
                if (n < kProbes || available < kProbes) continue;
                for (std::int64_t p = 0; p < kProbes; ++p)
                    QVERIFY(std::binary_search(chosen.begin(), chosen.end(), p * available / kProbes));
            }
    }

    void aSetIsKnownByItsImagesNotByItsName() {
        auto set = sorted(200);
        const auto fingerprint = fingerprintOf(set);
        set.id = "elsewhere/renamed";
        QCOMPARE(fingerprintOf(set), fingerprint);
        QCOMPARE(fingerprintOf(set.evenly(30)), fingerprint);
        QVERIFY(fingerprintOf(sorted(201)) != fingerprint);
        set.bytes.own()[100] ^= 1;  // a probe: 8 · 200 / 16
        QVERIFY(fingerprintOf(set) != fingerprint);
    }

    void contentTellsBytesApartAndLengthsToo() {
        QVERIFY(contentOf(std::vector<std::uint8_t>{1, 2}) != contentOf(std::vector<std::uint8_t>{2, 1}));
        QVERIFY(Digest().add("ab").add("c").text() != Digest().add("a").add("bc").text());
        QCOMPARE(Digest().add("a").text().size(), std::size_t{32});
    }

    void everyFieldOfAKeyIsPartOfItsDigest() {
        const ColumnKey key = keyAt(3);
        std::vector<ColumnKey> others(9, key);
        others[0].set = "another";
        others[1].indices = {0, 2};
        others[2].contents = {5, 6};
        others[3].fit = {"grey"};
        others[4].draws = 2;
        others[5].drawRule = DrawRule::LogMeanExp;
        others[6].noiseSeed = 1;
        others[7].noiseBy = NoiseBy::Index;
        others[8].weights.step = 4;
        for (const auto& other : others) QVERIFY(digestOf(other) != digestOf(key));
        QCOMPARE(digestOf(keyAt(3)), digestOf(key));
    }

    void otherWeightsAndOtherDrawsAreRefused() {
        QCOMPARE(whyNotComparable(keyAt(3), "A", keyAt(3), "B"), std::string());
        const auto steps = QString::fromStdString(whyNotComparable(keyAt(3), "A", keyAt(40), "B"));
        QVERIFY2(steps.contains("step 3 for A") && steps.contains("step 40 for B"), qPrintable(steps));
        auto other = keyAt(3);
        other.weights.digest = "of a run that was trained anew";
        QVERIFY(
            QString::fromStdString(whyNotComparable(keyAt(3), "A", other, "B")).contains("another training"));
        const auto draws = QString::fromStdString(whyNotComparable(keyAt(3), "A", keyAt(3, 5), "B"));
        QVERIFY2(draws.contains("1 draw for A") && draws.contains("5 draws for B"), qPrintable(draws));
    }

    void imagesInBothSetsAreSaid() {
        auto a = keyAt(3), b = keyAt(3);
        a.contents = {1, 2}, b.contents = {2, 3};
        const auto remarks = remarksOn(a, "A", b, "B");
        QCOMPARE(remarks.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(remarks[0]), QStringLiteral("1 of 2 images of A are also in B"));
        QVERIFY(QString::fromStdString(remarksOn({}, "A", {}, "B").front()).contains("not recorded"));
    }

    void whichPartIsSaid() {
        QCOMPARE(partWords(evenIndices(50, 0), 50), std::string());
        QCOMPARE(partWords(evenIndices(50, 10), 50), std::string("spread evenly"));
        QCOMPARE(partWords({0, 1, 2}, 50), std::string("the first"));
        QCOMPARE(partWords({4, 5, 9}, 50), std::string("chosen"));
    }

    void fewAreSomeOfTheProbes() {
        for (const std::int64_t n : {1, 2, 5, 15}) {
            const auto set = sorted(200);
            QCOMPARE(set.evenly(kProbes).evenly(n).indices, set.evenly(n).indices);
            QCOMPARE(partWords(set.evenly(n).indices, 200),
                     std::string(n == 1 ? "the first" : "spread evenly"));
        }
    }

    void aRunOfFormatOneKnowsItsWeightsByTheirStep() {
        RunSummary old;
        old.step = old.totalSteps = 400;
        QVERIFY(isCurrent(old, {"digest", 400}) && ageWords(old, {"digest", 400}).empty());
        QCOMPARE(ageWords(old, {"digest", 100}), std::string("at step 100 of 400"));
        QVERIFY(!isCurrent(old, {}) && !isCurrent(old, {"", 400}));
        auto now = old;
        now.weights = {"digest", 400};
        QCOMPARE(ageWords(now, {"another", 400}), std::string("of another training"));
    }

    void setsOfOneNameKeepNamesOfTheirOwn() {
        RunSummary run;
        run.terms = {{.setId = "data/test", .set = "of alice"}, {.setId = "data/test-2", .set = "of bob"}};
        QCOMPARE(ownSetId(run, "data/test", "of alice"), std::string("data/test"));
        QCOMPARE(ownSetId(run, "data/test", "of bob"), std::string("data/test-2"));
        QCOMPARE(ownSetId(run, "data/test", "of carol"), std::string("data/test-3"));
    }

    void partsOfOneSetAreAFamily_data() {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("splits") << "fashion-mnist/train"
                                << "fashion-mnist/t10k" << true;
        QTest::newRow("a part of the training set") << "fashion-mnist/train20k"
                                                    << "fashion-mnist/t10k" << true;
        QTest::newRow("a number is no name") << "cifar-10/train5k"
                                             << "cifar-100/test" << false;
        QTest::newRow("two sets") << "fashion-mnist/train"
                                  << "mnist/t10k" << false;
        QTest::newRow("synthetic") << "synthetic/garments"
                                   << "synthetic/garments-test" << true;
        QTest::newRow("synthetic others") << "synthetic/garments"
                                          << "synthetic/strokes-test" << false;
        QTest::newRow("files of SVHN") << "svhn/train_32x32"
                                       << "svhn/test_32x32" << true;
        QTest::newRow("files of CIFAR") << "cifar-10/data_batch_1"
                                        << "cifar-10/test_batch" << true;
        QTest::newRow("cut files of CIFAR") << "cifar-10/data_batch_1-first5000"
                                            << "cifar-10/test_batch-first1000" << true;
        QTest::newRow("cut files of SVHN") << "svhn/train_32x32"
                                           << "svhn/test_32x32-first2000" << true;
        QTest::newRow("halves") << "mine/test-last500"
                                << "mine/subset" << true;
        QTest::newRow("two sets in one folder") << "sets/cats-train"
                                                << "sets/dogs-test" << false;
        QTest::newRow("parts in one folder") << "sets/cats-train"
                                             << "sets/cats-test" << true;
        QTest::newRow("plain parts") << "mine/train"
                                     << "mine/val" << true;
    }
    void partsOfOneSetAreAFamily() {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QTEST(sameFamily(a.toStdString(), b.toStdString()), "same");
    }

    void whatASetIsForIsReadOffItsId_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("part");
        const auto row = [](const char* id, SetPart part) {
            QTest::newRow(id) << QString(id) << static_cast<int>(part);
        };
        row("fashion-mnist/train20k", SetPart::Training);
        row("faces/x_train", SetPart::Training);
        row("synthetic/garments", SetPart::Training);
        row("synthetic/garments-test", SetPart::Testing);
        row("mnist/t10k", SetPart::Testing);
        row("svhn/test_32x32-first2000", SetPart::Testing);
        row("mine/val", SetPart::Testing);
        row("pictures/cats", SetPart::NotSaid);
        row("pictures/valleys", SetPart::NotSaid);
    }
    void whatASetIsForIsReadOffItsId() {
        QFETCH(QString, id);
        QFETCH(int, part);
        QCOMPARE(static_cast<int>(partOf(id.toStdString())), part);
    }

    void selectionsCombine() {
        ImageSelection a, b;
        a.add("x", 3), a.add("x", 1), a.add("x", 3), a.add("y", 0);
        b.add("x", 3), b.add("z", 7);
        QCOMPARE(a.indicesOf("x"), (std::vector<std::int64_t>{1, 3}));
        QCOMPARE(a.count(), std::int64_t{3});
        QCOMPARE(united(a, b).count(), std::int64_t{4});
        QCOMPARE(common(a, b).indicesOf("x"), std::vector<std::int64_t>{3});
        QVERIFY(common(a, b).sets() == std::vector<std::string>{"x"});
        QVERIFY(!without(a, b).contains("x", 3) && without(a, b).contains("y", 0));
        QVERIFY(without(a, a).empty() && without(a, a) == ImageSelection());
    }

    void aBinKnowsItsImages() {
        HistogramData data;
        data.series.resize(2);
        const std::vector<std::vector<double>> values{{0.5, 1.5, NAN, 3.0}, {1.0, 2.0, 9.0}};
        data.series[0].column =
            std::make_shared<const ImageColumn>(columnOf("a", values[0], {10, 11, 12, 13}));
        data.series[1].column = std::make_shared<const ImageColumn>(columnOf("b", values[1], {0, 1, 2}));
        data.edges = {0, 1, 2, 3};
        binOnEdges(data, values);
        QCOMPARE(imagesInBin(data, 0).indicesOf("a"), std::vector<std::int64_t>{10});
        const auto middle = imagesInBin(data, 1);
        QCOMPARE(middle.indicesOf("a"), std::vector<std::int64_t>{11});
        QCOMPARE(middle.indicesOf("b"), std::vector<std::int64_t>{0});
        const auto last = imagesInBin(data, 2);
        QVERIFY2(last.contains("a", 13), "the last bin is closed");
        std::int64_t drawn = 0;
        for (std::size_t bin = 0; bin < 3; ++bin) drawn += imagesInBin(data, bin).count();
        QCOMPARE(drawn + data.series[0].notFinite + data.series[1].outside, std::int64_t{7});
        const ValueOrder order(data.series[1].column);
        QCOMPARE(order.imagesBetween(1, 1.5).indicesOf("b"), std::vector<std::int64_t>{0});
        QCOMPARE(order.imagesBetween(1, 2).count(), std::int64_t{2});  // both ends count
    }
};

NESCIO_TEST(tst_columns, TestColumns)
#include "tst_columns.moc"
