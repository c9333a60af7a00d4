#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/files.h"
#include "tests/test_list.h"

using namespace nescio;
namespace fs = std::filesystem;

class TestSvhnMat : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "digits"; }
    static files::Bytes images() { return files::matVariable("X", {4, 5, 3, 2}, files::ramp(120)); }

  private Q_SLOTS:
    void columnMajorImagesAreTurned() {
        files::write(file(), files::mat(images()));
        const auto set = loadImageSet(file().string());
        QVERIFY((set->shape == ImageShape{3, 4, 5}));
        // image 1, channel 2, row 3, column 1 lies at 3 + 4*(1 + 5*(2 + 3*1)) = 107
        QCOMPARE(int{set->image(1)[(2 * 4 + 3) * 5 + 1]}, 107);
        QVERIFY(set->labels.empty());
    }

    void labelTenIsTheDigitZero() {
        files::write(file(), files::mat(images() + files::matVariable("y", {2, 1}, "\x0A\x07")));
        QVERIFY((loadImageSet(file().string())->labels == std::vector<int>{0, 7}));
    }

    void aMissingXListsWhatThereIs() {
        files::write(file(), files::mat(files::matVariable("images", {2, 2}, "abcd") +
                                        files::matVariable("y", {2, 1}, "\x01\x02")));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected a variable “X”", "found images, y");
    }

    void anXOfAnotherShapeIsRefused() {
        files::write(file(), files::mat(files::matVariable("X", {4, 30}, files::ramp(120))));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "“X” as uint8", "found uint8 of 4×30");
    }

    void aShortFileIsRefused() {
        const auto good = files::mat(images());
        files::write(file(), good.substr(0, good.size() - 30));
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "expected a complete MATLAB file", "cut short");
    }

    void version73IsNamed() {
        auto bytes = files::mat(images());
        bytes[125] = 2;
        files::write(file(), bytes);
        EXPECT_DATA_ERROR(loadImageSet(file().string()), "version 5 to 7", "7.3");
    }

    void randomDamageNeverCrashes() {
        const auto good = files::mat(images() + files::matVariable("y", {2, 1}, "\x0A\x07"));
        for (std::size_t i = 128; i < good.size(); i += 3) {
            auto bytes = good;
            bytes[i] = static_cast<char>(bytes[i] ^ 0x41);
            files::write(file(), bytes);
            try {
                (void)loadImageSet(file().string());
            } catch (const DataError&) {  // the only exception that may come
            }
        }
    }
};

NESCIO_TEST(tst_svhn_mat, TestSvhnMat)
#include "tst_svhn_mat.moc"
