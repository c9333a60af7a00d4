// A stored sheet of samples, as it is drawn.

#include <QtTest>

#include "core/views/samples_data.h"
#include "tests/test_list.h"

using namespace nescio;

class TestSamplesData : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theCaptionSaysHowTheyWereDrawn() {
        SampleSheet sheet;
        sheet.images.shape = {1, 1, 2};
        sheet.images.count = 2;
        sheet.images.bytes = {1, 2, 3, 4};
        sheet.temperature = 0.7;
        sheet.seed = 5;
        const auto data = samplesOf(sheet, "");
        QCOMPARE(data.title, std::string("samples"));
        QCOMPARE(data.caption, std::string("2 samples · temperature 0.7 · seed 5"));
        QCOMPARE(data.images.size(), 2U);
        QVERIFY(data.images[1].bytes == ByteBlock::Bytes({3, 4}));
        sheet.images.changes = {"rounded"};
        QCOMPARE(samplesOf(sheet, "at step 100 of 400").caption,
                 std::string("2 samples · temperature 0.7 · seed 5 · at step 100 of 400 · rounded"));
    }
};

NESCIO_TEST(tst_samples_data, TestSamplesData)
#include "tst_samples_data.moc"
