// Images as they are meant: transparency, depth, inks, palettes, the first of several pictures, and files
// that are what they hold, whatever they are called.
#include <csetjmp>
#include <cstdio>

#include <QTemporaryDir>
#include <QTest>

#include <jpeglib.h>

#include "datasets/decode.h"
#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/pictures.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace pictures;
namespace fs = std::filesystem;

namespace {

using Values = std::vector<std::uint8_t>;

/// A JPEG of one colour in four inks, as Adobe stores them.
files::Bytes inks(std::uint8_t cyan, std::uint8_t magenta, std::uint8_t yellow, std::uint8_t black) {
    jpeg_compress_struct codec;
    jpeg_error_mgr errors;
    codec.err = jpeg_std_error(&errors);
    jpeg_create_compress(&codec);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&codec, &memory, &size);
    codec.image_width = codec.image_height = 8;
    codec.input_components = 4;
    codec.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, 100, TRUE);
    jpeg_start_compress(&codec, TRUE);
    std::vector<std::uint8_t> line;
    for (int x = 0; x < 8; ++x) line.insert(line.end(), {cyan, magenta, yellow, black});
    for (JSAMPROW row = line.data(); codec.next_scanline < 8;) jpeg_write_scanlines(&codec, &row, 1);
    jpeg_finish_compress(&codec);
    jpeg_destroy_compress(&codec);
    files::Bytes bytes(reinterpret_cast<char*>(memory), size);
    free(memory);
    return bytes;
}

/// A grey PNG of 16 bits, `step` apart from 0 on.
files::Bytes deep(int side, int step) {
    cv::Mat mat(side, side, CV_16UC1);
    for (int i = 0; i < side * side; ++i)
        mat.ptr<std::uint16_t>(0)[i] = static_cast<std::uint16_t>(i * step % 4096);
    return encoded(mat, ".png");
}

files::Bytes fromBase64(const char* text) {
    return QByteArray::fromBase64(text).toStdString();
}

// 16×8 pixels: red 16 x, green 32 y, blue 40; made by the libraries' own encoders, without loss.
const char* const kAvif =
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxp"
    "YmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAFEAAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAAB"
    "AABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAABAAAAAIAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgSAAAAAA"
    "ABNjb2xybmNseAACAAIAAIAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAAFltZGF0EgAKCDgMv7CBAQBIMkMQAADe4TP49jfnwvQB3O+G"
    "wHiMiYQcTW9psp/9djfdcKH8CgH6cnTfYkS+ZzoLQHT+dDPDH1sJbaKTWVb84fQjMbpA";
const char* const kJpegXl =
    "/wrBQSQIAgEASAFLOGiYwoP3FRRMgRFVo2LjEemBGIMZgRgcWIgAAgDZ+7Y1AEDzBwAA/wGAyIUIQs5PEPL/J+Q/8f//iZD/f6ahRwnA"
    "fVw3PUbtAAAAAJpLYUgA";

}  // namespace

class TestImageMeaning : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file(const char* name = "picture") const {
        return fs::path(m_temporary.path().toStdString()) / name;
    }
    Image load(const files::Bytes& bytes) {
        files::write(file(), bytes);
        return loadImage(file());
    }

  private Q_SLOTS:
    void twelveBitsInSixteenAreScaledAndSaid() {
        const Image image = load(deep(64, 1));  // 0 to 4095
        QVERIFY(mentions(image, "only 12 of 16 bits are used"));
        QCOMPARE(int{image.bytes.back()}, 255);
        QCOMPARE(int{image.bytes[2048]}, 128);
        QVERIFY(mentions(load(deep(16, 16)), "only 12 of 16"));  // as of a camera that has 8
    }

    void constantTinyAndFullImagesAreNotStretched() {
        const auto constant = encoded(cv::Mat(64, 64, CV_16UC1, cv::Scalar(3000)), ".png");
        cv::Mat full(64, 64, CV_16UC1);
        for (int i = 0; i < 4096; ++i) full.ptr<std::uint16_t>(0)[i] = static_cast<std::uint16_t>(i * 16);
        cv::Mat dark(64, 64, CV_16UC1);  // made from bytes 0 to 40
        for (int i = 0; i < 4096; ++i)
            dark.ptr<std::uint16_t>(0)[i] = static_cast<std::uint16_t>(i % 41 * 257);
        for (const auto& bytes : {constant, deep(4, 100), encoded(full, ".png"), encoded(dark, ".png")}) {
            const Image image = load(bytes);
            QVERIFY(mentions(image, "16 bits to 8 (divided by 257, rounded)"));
        }
        QCOMPARE(int{load(constant).bytes[0]}, 12);
    }

    void inksBecomeColours() {
        const Image image =
            load(inks(255, 128, 0, 255));  // stored inverted: no cyan, half magenta, all yellow
        QVERIFY((image.shape == ImageShape{3, 8, 8}));
        QVERIFY(std::abs(image.bytes[0] - 255) <= 2);
        QVERIFY(std::abs(image.bytes[64] - 128) <= 2);
        QVERIFY(std::abs(image.bytes[128] - 0) <= 2);
        QVERIFY(mentions(image, "CMYK"));
    }

    void palettesKeepColoursAndTransparency() {
        const auto palette = files::pngChunk("PLTE", files::Bytes("\xFF\0\0\0\xFF\0\0\0\xFF", 9));
        const auto lines = files::Bytes("\0\0\1\2", 4);
        const Image opaque = load(png(3, 1, "\x08\x03", palette, lines));
        QVERIFY((opaque.bytes == Values{255, 0, 0, 0, 255, 0, 0, 0, 255}));
        const auto hidden = palette + files::pngChunk("tRNS", files::Bytes("\0", 1));
        const Image image = load(png(3, 1, "\x08\x03", hidden, lines));
        QVERIFY((image.bytes == Values{255, 0, 0, 255, 255, 0, 255, 0, 255}));
        QVERIFY(mentions(image, "laid over white"));
        const auto greys = files::pngChunk("PLTE", files::Bytes("\x0A\x0A\x0A\x14\x14\x14\x1E\x1E\x1E", 9));
        QVERIFY((load(png(3, 1, "\x08\x03", greys, lines)).shape == ImageShape{1, 1, 3}));
    }

    void aColourThatStandsForTransparencyIsLaidOverWhite() {
        const auto key = files::pngChunk("tRNS", files::Bytes("\0\x07", 2));
        const Image image = load(png(2, 1, files::Bytes("\x08\0", 2), key, files::Bytes("\0\x07\x09", 3)));
        QVERIFY((image.bytes == Values{255, 9}));
        QVERIFY(mentions(image, "laid over white"));
    }

    void ofAGifTheFirstFrameIsReadOnItsCanvas() {
        files::Bytes colours, greys;
        for (char i = 0; i < 8; ++i) colours += files::Bytes{static_cast<char>(10 * i), i, 0};
        for (char i = 0; i < 8; ++i) greys += files::Bytes(3, static_cast<char>(10 * i));
        const Image image = load(gif(colours));
        QVERIFY((image.shape == ImageShape{3, 2, 4}));
        QVERIFY((Values(image.bytes.begin(), image.bytes.begin() + 8) ==
                 Values{255, 0, 10, 20, 255, 30, 40, 255}));
        QVERIFY(mentions(image, "the first of 2 frames"));
        QVERIFY(mentions(image, "laid over white"));
        QCOMPARE(load(gif(greys)).shape.channels, 1);
        EXPECT_DATA_ERROR(load(gif(colours).substr(0, 55)), "complete GIF", "found");
    }

    void ofAnApngTheFirstFrameIsSaid() {
        const auto control = files::pngChunk("acTL", files::big32(3) + files::big32(0));
        const Image image =
            load(png(2, 1, files::Bytes("\x08\0", 2), control, files::Bytes("\0\x07\x09", 3)));
        QVERIFY((image.bytes == Values{7, 9}));
        QVERIFY(mentions(image, "the first of 3 frames"));
    }

    void ofAnAnimatedWebPTheFirstFrameIsSaid() {
        const auto still = encoded(gradient(CV_8UC3), ".webp", {cv::IMWRITE_WEBP_QUALITY, 101}).substr(12);
        const auto chunk = [](const files::Bytes& name, const files::Bytes& data) {
            return name + files::little32(static_cast<std::uint32_t>(data.size())) + data +
                   files::Bytes(data.size() % 2, '\0');
        };
        const auto frame = files::Bytes("\0\0\0\0\0\0\x1D\0\0\x13\0\0\x64\0\0\0", 16) + still;
        const auto body = "WEBP" + chunk("VP8X", files::Bytes("\x02\0\0\0\x1D\0\0\x13\0\0", 10)) +
                          chunk("ANIM", files::Bytes(6, '\0')) + chunk("ANMF", frame) + chunk("ANMF", frame);
        const Image image = load(chunk("RIFF", body));
        QVERIFY((image.shape == ImageShape{3, 20, 30}));
        QCOMPARE(int{image.bytes[5 * 30 + 20]}, 160);
        QVERIFY(mentions(image, "the first of 2 frames"));
    }

    void ofATiffTheFirstPageIsSaid() {
        std::vector<std::uint8_t> bytes;
        const auto path = file("pages.tiff");
        cv::imwritemulti(path.string(), std::vector<cv::Mat>{gradient(CV_8UC3), gradient(CV_8UC1)});
        const Image image = loadImage(path);
        QVERIFY((image.shape == ImageShape{3, 20, 30}));
        QCOMPARE(int{image.bytes[5 * 30 + 20]}, 160);
        QVERIFY(mentions(image, "the first of 2 pages"));
    }

    void newerCodecsAreReadOrNamed_data() {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("bytes");
        QTest::newRow("AVIF") << "AVIF" << kAvif;
        QTest::newRow("JPEG XL") << "JPEG XL" << kJpegXl;
    }
    void newerCodecsAreReadOrNamed() {
        QFETCH(QString, codec);
        QFETCH(QString, bytes);
        files::write(file(), fromBase64(qPrintable(bytes)));
        const auto header = peekImage(file());
        QVERIFY(header && header->width == 16 && header->height == 8);
        try {
            const Image image = loadImage(file());
            QVERIFY((image.shape == ImageShape{3, 8, 16}));
            QVERIFY((image.bytes[20] == 64 && image.bytes[128 + 20] == 32 && image.bytes[256 + 20] == 40));
        } catch (const ImageError& error) {  // a build without the library
            QVERIFY2(QString(error.what()).contains("the codec of " + codec), error.what());
        }
    }

    void aFileIsWhatItHolds_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"photo.jfif", "photo.jpe", "photo", "photo.txt", "photo.png"})
            QTest::newRow(name) << name;
    }
    void aFileIsWhatItHolds() {
        QFETCH(QString, name);
        const auto path = file(qPrintable(name));
        files::write(path, encoded(gradient(CV_8UC3), ".jpg"));
        QVERIFY((loadImage(path).shape == ImageShape{3, 20, 30}));
        QCOMPARE(loadImageSet(path.string())->count, std::int64_t{1});
    }

    void aFolderCalledLikeAnImageIsAFolder() {
        files::write(file("folder.png") / "1.png", files::png(6, 5));
        files::write(file("folder.png") / "2.png", files::png(6, 5));
        QCOMPARE(loadImageSet(file("folder.png").string())->count, std::int64_t{2});
        EXPECT_DATA_ERROR(loadImage(file("folder.png")), "expected an image file", "found a folder");
    }

    void imagesOfOtherKindsAreNamed() {
        EXPECT_DATA_ERROR(load(files::Bytes("\0\0\0\x18"
                                            "ftypheic\0\0\0\0",
                                            16)),
                          "expected a PNG", "a HEIC image");
        EXPECT_DATA_ERROR(load(files::Bytes("II\x2B\0\x08\0\0\0", 8)), "expected a PNG", "a BigTIFF image");
        files::Bytes dicom(132, '\0');
        dicom.replace(128, 4, "DICM");
        EXPECT_DATA_ERROR(load(dicom), "expected a PNG", "a DICOM image");
    }

    void aWebPageUnderAnImagesNameIsNamed() {
        for (const char* page : {"<!DOCTYPE html>\n<title>Not found</title>",
                                 "  <html><body>403</body></html>", "<?xml version=\"1.0\"?>\n<html>"}) {
            files::write(file("photo.jpg"), page);
            EXPECT_DATA_ERROR(loadImage(file("photo.jpg")), "photo.jpg", "a web page (HTML)");
        }
    }
};

NESCIO_TEST(tst_image_meaning, TestImageMeaning)
#include "tst_image_meaning.moc"
