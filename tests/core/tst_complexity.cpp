// The length of a lossless code as a score of its own, on the real files where this machine has them: the
// simpler set has the shorter codes, as published for PNG. Skipped without data.
#include <QtTest>

#include <algorithm>

#include "core/scores/roc.h"
#include "datasets/code_length.h"
#include "datasets/load.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

std::vector<double> bitsPerDimOf(const CodeKind& kind, const ImageSet& set) {
    std::vector<double> bits;
    const auto lengths = codeLengths(kind, set, {.threads = 2});
    for (const auto bytes : *lengths) bits.push_back(codeBitsPerDim(bytes, set.shape));
    return bits;
}

bool isThere(const std::string& id) {
    for (const auto& entry : catalogue())
        if (entry.id == id) return entry.path.has_value();
    return false;
}

}  // namespace

class TestComplexity : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("NESCIO_DATA"))
            qputenv("NESCIO_DATA", NESCIO_SOURCE_DIR "/../shared/data");
    }

    /// The score +8·bytes/D. PNG on whole sets: Serrà et al. 2020 and its re-runs. The others, on fewer
    /// images, for they are slow: below one half by more than chance (the AUROC's sampling error is .015 or
    /// less).
    void simplerSetsHaveShorterCodes_data() {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("out");
        QTest::addColumn<qint64>("limit");
        QTest::addColumn<double>("auroc");
        QTest::addColumn<double>("tolerance");
        const char *garments = "fashion-mnist/t10k", *digits = "mnist/t10k";
        const char *objects = "cifar-10/test_batch-first1000", *numbers = "svhn/test_32x32-first2000";
        QTest::newRow("png garments") << "png" << garments << digits << qint64{10'000} << .010 << .005;
        QTest::newRow("png objects") << "png" << objects << numbers << qint64{2'000} << .08 << .01;
        QTest::newRow("webp garments") << "webp" << garments << digits << qint64{200} << .02 << .03;
        QTest::newRow("webp objects") << "webp" << objects << numbers << qint64{200} << .06 << .05;
        QTest::newRow("jpeg_xl garments") << "jpeg_xl" << garments << digits << qint64{500} << .02 << .03;
        QTest::newRow("jpeg_xl objects") << "jpeg_xl" << objects << numbers << qint64{500} << .06 << .05;
    }
    void simplerSetsHaveShorterCodes() {
        QFETCH(QString, codec);
        QFETCH(QString, in);
        QFETCH(QString, out);
        QFETCH(qint64, limit);
        QFETCH(double, auroc);
        QFETCH(double, tolerance);
        if (!isThere(in.toStdString()) || !isThere(out.toStdString())) QSKIP("no data");
        const auto& kinds = codeKinds();
        const auto built = [&](const CodeKind& kind) { return kind.id == codec.toStdString(); };
        if (std::none_of(kinds.begin(), kinds.end(), built)) QSKIP("built without this codec");
        const auto& kind = codeKind(codec.toStdString());
        const auto inside = loadImageSet(in.toStdString(), {.limit = limit});
        const auto outside = loadImageSet(out.toStdString(), {.limit = limit});
        const double found = nescio::auroc(bitsPerDimOf(kind, *inside), bitsPerDimOf(kind, *outside));
        qInfo("%s, n = %lld and %lld: %.4f", kind.title.c_str(), static_cast<long long>(inside->count),
              static_cast<long long>(outside->count), found);
        QVERIFY(std::abs(found - auroc) <= tolerance);
    }
};

NESCIO_TEST(tst_complexity, TestComplexity)
#include "tst_complexity.moc"
