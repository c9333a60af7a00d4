// Single images through every codec. The good files are made by OpenCV, the odd ones by hand.
#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "datasets/write.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/pictures.h"
#include "tests/peak_memory.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace pictures;
namespace fs = std::filesystem;

class TestImageFiles : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "picture"; }
    Image load(const files::Bytes& bytes) {
        files::write(file(), bytes);
        return loadImage(file());
    }
    static int at(const Image& image, int c, int y, int x) {
        return image.bytes[static_cast<std::size_t>((c * image.shape.height + y) * image.shape.width + x)];
    }

  private Q_SLOTS:
    void everyCodecIsRead_data() {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("lossless");
        for (const char* extension : {".png", ".bmp", ".tiff", ".webp", ".jpg"}) {
            const bool lossless = QString(extension) != ".jpg";
            QTest::addRow("%s in colour", extension) << QString(extension) << CV_8UC3 << lossless;
            if (QString(extension) != ".webp")  // it has no grey images
                QTest::addRow("%s in grey", extension) << QString(extension) << CV_8UC1 << lossless;
        }
        QTest::newRow(".png of 16 bits in colour") << ".png" << CV_16UC3 << true;
        QTest::newRow(".png of 16 bits in grey") << ".png" << CV_16UC1 << true;
        QTest::newRow(".tiff of 16 bits in colour") << ".tiff" << CV_16UC3 << true;
        QTest::newRow(".tiff of 16 bits in grey") << ".tiff" << CV_16UC1 << true;
    }
    void everyCodecIsRead() {
        QFETCH(QString, extension);
        QFETCH(int, type);
        QFETCH(bool, lossless);
        const std::vector<int> settings =
            extension == ".webp" ? std::vector<int>{cv::IMWRITE_WEBP_QUALITY, 101} : std::vector<int>{};
        const Image image = load(encoded(gradient(type), qPrintable(extension), settings));
        const int channels = CV_MAT_CN(type);
        QVERIFY((image.shape == ImageShape{channels, 20, 30}));
        const int tolerance = lossless ? 0 : 12;  // JPEG at OpenCV's usual quality, 95
        QVERIFY(std::abs(at(image, 0, 5, 20) - 160) <= tolerance);
        if (channels == 3) {
            QVERIFY(std::abs(at(image, 1, 5, 20) - 60) <= tolerance);
            QVERIFY(std::abs(at(image, 2, 5, 20) - 40) <= tolerance);
        }
        QCOMPARE(mentions(image, "16 bits to 8"), CV_MAT_DEPTH(type) == CV_16U);
    }

    void sixteenBitsAreRounded() {
        cv::Mat mat(1, 4, CV_16UC1);
        const std::uint16_t values[] = {128, 129, 65535, 65406};  // half a step is 128.5
        std::copy_n(values, 4, mat.ptr<std::uint16_t>(0));
        QVERIFY((load(encoded(mat, ".png")).bytes == std::vector<std::uint8_t>{0, 1, 255, 254}));
    }

    void alphaIsLaidOverWhiteAndSaid() {
        cv::Mat mat(1, 3, CV_8UC4);
        mat.at<cv::Vec4b>(0, 0) = {10, 20, 30, 255};
        mat.at<cv::Vec4b>(0, 1) = {10, 20, 30, 0};
        mat.at<cv::Vec4b>(0, 2) = {0, 0, 0, 51};  // a fifth of black
        const Image image = load(encoded(mat, ".png"));
        QVERIFY((image.bytes == std::vector<std::uint8_t>{30, 255, 204, 20, 255, 204, 10, 255, 204}));
        QVERIFY(mentions(image, "laid over white"));
        mat.at<cv::Vec4b>(0, 1)[3] = mat.at<cv::Vec4b>(0, 2)[3] = 255;
        QVERIFY(load(encoded(mat, ".png")).changes.empty());
    }

    void exifOrientationIsApplied_data() {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<int>("cornerRed");    // of the top left corner, 0 or 232
        QTest::addColumn<int>("cornerGreen");  // 0 or 228
        const int red[] = {0, 232, 232, 0, 0, 0, 232, 232};
        const int green[] = {0, 0, 228, 228, 0, 228, 228, 0};
        for (int i = 0; i < 8; ++i) QTest::addRow("orientation %d", i + 1) << i + 1 << red[i] << green[i];
    }
    void exifOrientationIsApplied() {
        QFETCH(int, orientation);
        QFETCH(int, cornerRed);
        QFETCH(int, cornerGreen);
        const Image image = load(withExif(encoded(gradient(CV_8UC3), ".jpg"), orientation));
        QCOMPARE(image.shape.width, orientation >= 5 ? 20 : 30);
        QVERIFY(std::abs(at(image, 0, 0, 0) - cornerRed) < 16);
        QVERIFY(std::abs(at(image, 1, 0, 0) - cornerGreen) < 16);
        QCOMPARE(mentions(image, "EXIF orientation"), orientation != 1);
    }

    void tiffOrientationIsApplied() {
        const Image image = load(tiff(6));
        QVERIFY((image.shape == ImageShape{1, 3, 2}));
        QVERIFY((image.bytes == std::vector<std::uint8_t>{40, 10, 50, 20, 60, 30}));
        QVERIFY(mentions(image, "EXIF orientation 6"));
    }

    void greyWithAlphaStaysGrey() {
        files::Bytes lines("\0\x40\xFF\x80\x00", 5);
        files::Bytes packed(64, '\0');
        uLongf size = packed.size();
        compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(lines.data()),
                 lines.size());
        packed.resize(size);
        const auto header = files::big32(2) + files::big32(1) + files::Bytes("\x08\x04\0\0\0", 5);
        const Image image = load("\x89PNG\r\n\x1A\n" + files::pngChunk("IHDR", header) +
                                 files::pngChunk("IDAT", packed) + files::pngChunk("IEND", ""));
        QVERIFY((image.shape == ImageShape{1, 1, 2}));
        QVERIFY((image.bytes == std::vector<std::uint8_t>{0x40, 0xFF}));
    }

    void truncatedFilesOfEveryCodecAreRefused_data() {
        QTest::addColumn<QString>("extension");
        for (const char* extension : {".png", ".bmp", ".tiff", ".webp", ".jpg"})
            QTest::newRow(extension) << extension;
    }
    void truncatedFilesOfEveryCodecAreRefused() {
        QFETCH(QString, extension);
        const auto good = encoded(gradient(CV_8UC3), qPrintable(extension));
        for (const double share : {0.3, 0.6, 0.9}) {
            const auto size = static_cast<std::size_t>(share * static_cast<double>(good.size()));
            EXPECT_DATA_ERROR(load(good.substr(0, size)), "picture", "expected", "found");
        }
    }

    void aZeroBytePngIsNamed() { EXPECT_DATA_ERROR(load(""), "expected a PNG", "found an empty file"); }

    void textRenamedToPngIsNamed() {
        const fs::path png = fs::path(m_temporary.path().toStdString()) / "notes.png";
        files::write(png, "Not a picture at all.\n");
        EXPECT_DATA_ERROR(loadImage(png), "notes.png", "expected a PNG", "found plain text");
        EXPECT_DATA_ERROR(loadImageSet(png.string()), "notes.png", "expected", "found plain text");
    }

    void hugeImagesAreRefusedBeforeTheyAreDecoded() {
        const double before = peakMebibytes();
        EXPECT_DATA_ERROR(load(files::png(10, 10, 10'000, 10'000)), "at most 64 megapixels", "10000×10000",
                          "100 megapixels");
        QVERIFY(peakMebibytes() - before < 50);  // decoded it would take 100 MiB or more
    }

    void aFalseSizeIsRefused() { EXPECT_DATA_ERROR(load(files::png(10, 10, 900, 900)), "expected", "found"); }

    void aDamagedChecksumIsRefused() {
        auto bytes = files::png(30, 30);
        bytes[60] = static_cast<char>(bytes[60] ^ 0x10);
        EXPECT_DATA_ERROR(load(bytes), "complete PNG", "checksum");
    }

    void otherPicturesAreNamed() {
        EXPECT_DATA_ERROR(load("%PDF-1.7 and so on"), "found a PDF document");
        EXPECT_DATA_ERROR(load(encoded(cv::Mat(4, 4, CV_32FC1, cv::Scalar(0.5)), ".tiff")), "8 or 16 bits",
                          "floating point");
    }

    void whatIsWrittenIsReadBack() {
        const Image image = load(encoded(gradient(CV_8UC3), ".png"));
        writePng(file(), image);
        QVERIFY(loadImage(file()).bytes == image.bytes);
    }
};

NESCIO_TEST(tst_image_files, TestImageFiles)
#include "tst_image_files.moc"
