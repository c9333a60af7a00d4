// Damaged images: what costs no pixel is noted, what costs pixels refused, and no codec writes to stderr.
#include <unistd.h>
#include <QTemporaryDir>
#include <QTest>

#include "datasets/load.h"
#include "tests/datasets/expect_error.h"
#include "tests/datasets/pictures.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace pictures;
namespace fs = std::filesystem;

namespace {

/// What is written to stderr meanwhile.
template <class Work>
std::string stderrOf(const fs::path& place, Work work) {
    std::fflush(stderr);
    const int before = dup(STDERR_FILENO);
    FILE* file = std::fopen(place.c_str(), "w");
    dup2(fileno(file), STDERR_FILENO);
    work();
    std::fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    std::fclose(file);
    return files::read(place);
}

/// Noise: of a smooth picture too little data is left to lose.
files::Bytes noiseJpeg(const std::vector<int>& settings = {}) {
    cv::Mat mat(64, 64, CV_8UC3);
    cv::theRNG().state = 7;
    cv::randu(mat, cv::Scalar::all(0), cv::Scalar::all(256));
    return encoded(mat, ".jpg", settings);
}

const std::vector<int> kProgressive{cv::IMWRITE_JPEG_PROGRESSIVE, 1};

}  // namespace

class TestImageDamage : public QObject {
    Q_OBJECT
  private:
    QTemporaryDir m_temporary;
    [[nodiscard]] fs::path file() const { return fs::path(m_temporary.path().toStdString()) / "picture"; }
    Image load(const files::Bytes& bytes) {
        files::write(file(), bytes);
        return loadImage(file());
    }

  private Q_SLOTS:
    void aJpegWithoutEndMarkIsReadAndSaid() {
        for (const auto& good : {noiseJpeg(), noiseJpeg(kProgressive)}) {
            const auto pixels = load(good);
            const auto cut = good.substr(0, good.size() - 2);
            for (const auto& bytes : {cut, cut + files::Bytes(300, '\x41')}) {  // a camera's trailer
                const Image image = load(bytes);
                QVERIFY(image.bytes == pixels.bytes);
                QVERIFY(mentions(image, "no end mark"));
            }
            QVERIFY(pixels.changes.empty());
        }
    }

    void aTrailerBehindTheEndMarkIsNothing() {
        QVERIFY(load(noiseJpeg() + files::Bytes(300, '\x41')).changes.empty());
    }

    void aJpegThatLostItsMiddleIsRefused() {
        const auto good = noiseJpeg();
        const auto half = good.size() / 2;
        EXPECT_DATA_ERROR(load(good.substr(0, half) + "\xFF\xD9"), "picture", "complete JPEG", "lost a part");
        EXPECT_DATA_ERROR(load(good.substr(0, half) + good.substr(good.size() - 40)), "complete JPEG");
        EXPECT_DATA_ERROR(load(good.substr(0, good.size() - 30)), "complete JPEG", "cut short");
        const auto layered = noiseJpeg(kProgressive);
        EXPECT_DATA_ERROR(load(layered.substr(0, layered.size() / 2)), "complete JPEG", "cut short");
    }

    void bytesBetweenDataAndEndMarkAreSaid() {
        const auto good = noiseJpeg();
        const Image image = load(good.substr(0, good.size() - 2) + "\x41\x41\x41\xFF\xD9");
        QVERIFY(image.bytes == load(good).bytes);
        QVERIFY(mentions(image, "passed over bytes"));
    }

    void aWarningBecomesANote() {
        // A colour profile without content is warned of by libpng.
        const auto profile = files::pngChunk("iCCP", files::Bytes("x\0\0\0", 4));
        const Image image =
            load(png(2, 1, files::Bytes("\x08\0", 2), profile, files::Bytes("\0\x07\x09", 3)));
        QVERIFY((image.bytes == std::vector<std::uint8_t>{7, 9}));
        QVERIFY(mentions(image, "PNG: iCCP"));
    }

    void nothingIsWrittenToStderr() {
        std::vector<files::Bytes> damaged;
        for (const char* extension : {".png", ".bmp", ".tiff", ".webp", ".jpg"}) {
            const auto good = encoded(gradient(CV_8UC3), extension);
            for (const double share : {0.5, 0.9, 1.0})
                damaged.push_back(good.substr(0, static_cast<std::size_t>(share * good.size())));
            auto spoiled = good;
            for (auto i = good.size() / 3; i < good.size() / 2; ++i) spoiled[i] = '\x55';
            damaged.push_back(spoiled);
        }
        damaged.push_back(noiseJpeg().substr(0, 3000) + "\xFF\xD9");
        damaged.push_back(png(2, 1, files::Bytes("\x08\0", 2),
                              files::pngChunk("iCCP", files::Bytes("x\0\0\0", 4)),
                              files::Bytes("\0\x07\x09", 3)));
        const auto heard = stderrOf(file().string() + ".err", [&] {
            for (const auto& bytes : damaged) try {
                    (void)load(bytes);
                } catch (const ImageError&) {
                }
        });
        QVERIFY2(heard.empty(), heard.c_str());
    }
};

NESCIO_TEST(tst_image_damage, TestImageDamage)
#include "tst_image_damage.moc"
