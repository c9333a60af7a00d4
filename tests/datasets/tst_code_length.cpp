// Lengths of lossless codes: every codec gives back every image, PNG is as long as OpenCV's and as counted by
// hand, and a set is coded whole, stopped or refused.
#include <map>
#include <set>

#include <QRegularExpression>
#include <QTest>

#include <opencv2/imgcodecs.hpp>

#include "datasets/code_length.h"
#include "datasets/plane.h"
#include "datasets/random.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes noise(const ImageShape& shape, std::uint64_t seed) {
    Random random(seed);
    Bytes bytes(static_cast<std::size_t>(shape.dims()));
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
    return bytes;
}

/// Channels that differ, smooth in both directions.
Bytes slope(const ImageShape& shape) {
    Bytes bytes;
    for (int c = 0; c < shape.channels; ++c)
        for (int y = 0; y < shape.height; ++y)
            for (int x = 0; x < shape.width; ++x)
                bytes.push_back(static_cast<std::uint8_t>((c * 90 + y * 7 + x * 3) % 256));
    return bytes;
}

ImageSet noisySet(std::int64_t count) {
    ImageSet set;
    set.title = "noise";
    set.shape = {3, 6, 5};
    set.count = set.available = count;
    for (std::int64_t i = 0; i < count; ++i) {
        auto image = noise(set.shape, static_cast<std::uint64_t>(i));
        for (std::size_t d = static_cast<std::size_t>(i) % image.size(); d < image.size(); ++d) image[d] = 7;
        set.bytes.append(image);
    }
    return set;
}

/// A codec that keeps all but the last value of images that begin with `spoiled`.
CodeKind losing(std::uint8_t spoiled) {
    auto kind = codeKind("png");
    kind.title = "PNG that loses";
    kind.encode = [spoiled](const Pixels& pixels) {
        auto changed = pixels;
        if (changed.bytes.front() == spoiled) changed.bytes.back() ^= 1;
        return codeKind("png").encode(changed);
    };
    return kind;
}

}  // namespace

class TestCodeLength : public QObject {
    Q_OBJECT

    static void addKinds() {
        QTest::addColumn<QString>("id");
        for (const auto& kind : codeKinds())
            QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
    }
    static const CodeKind& fetched() {
        QFETCH(QString, id);
        return codeKind(id.toStdString());
    }

  private Q_SLOTS:
    void everyCodecGivesEveryImageBack_data() { addKinds(); }
    void everyCodecGivesEveryImageBack() {
        const auto& kind = fetched();
        const std::vector<ImageShape> shapes{{1, 28, 28}, {3, 32, 32}, {1, 1, 1},  {3, 1, 1},
                                             {3, 1, 7},   {1, 5, 1},   {3, 40, 9}, {1, 2, 300}};
        for (const auto& shape : shapes) {
            const auto text = toText(shape);
            for (std::uint64_t seed = 0; seed < 4; ++seed)
                QVERIFY2(codeLength(kind, shape, noise(shape, seed)) > 0, text.c_str());
            QVERIFY2(codeLength(kind, shape, slope(shape)) > 0, text.c_str());
            QVERIFY2(constantCodeLength(kind, shape) > 0, text.c_str());
        }
    }

    void noiseNeedsItsBytesAndConstantsNearlyNone_data() { addKinds(); }
    void noiseNeedsItsBytesAndConstantsNearlyNone() {
        const auto& kind = fetched();
        const ImageShape shape{3, 32, 32};
        const auto constant = constantCodeLength(kind, shape);
        const auto smooth = codeLength(kind, shape, slope(shape));
        const auto rough = codeLength(kind, shape, noise(shape, 1));
        QVERIFY(constant < 100);
        QVERIFY(constant < smooth);
        QVERIFY(smooth < 1000);
        QVERIFY(rough >= shape.dims());  // 3,072 random bytes: no code is shorter
        QVERIFY(rough < shape.dims() * 12 / 10);
    }

    void everyCodecSaysItsLibrarysVersion_data() { addKinds(); }
    void everyCodecSaysItsLibrarysVersion() {
        const auto& kind = fetched();
        QVERIFY(!kind.title.empty());
        QVERIFY2(
            QString::fromStdString(kind.library).contains(QRegularExpression("^lib\\w+ \\d+\\.\\d+\\.\\d+")),
            kind.library.c_str());
    }

    /// Signature 8, header 25, end 12, data 12 around zlib's 6 around the bits: of two values below 144 in
    /// fixed codes 3 + 8 + 8 + 7 = 26 bits, 4 bytes.
    void pngOfOnePixelIsAsCountedByHand() { QCOMPARE(constantCodeLength(codeKind("png"), {1, 1, 1}), 67); }

    void pngIsAsLongAsOpenCVs() {
        for (const auto& shape : {ImageShape{1, 28, 28}, ImageShape{3, 32, 32}, ImageShape{3, 200, 130}})
            for (int which = 0; which < 6; ++which) {
                auto bytes = which == 0 ? slope(shape) : noise(shape, static_cast<std::uint64_t>(which));
                // Strips of constants, so that filters and matches have something to find.
                for (std::size_t d = 0; which > 0 && d < bytes.size(); ++d)
                    if (d / 11 % static_cast<std::size_t>(which + 1) > 0)
                        bytes[d] = static_cast<std::uint8_t>(d / 50);
                Bytes file;
                cv::imencode(".png", interleaved(bytes, shape), file, {cv::IMWRITE_PNG_COMPRESSION, 9});
                QCOMPARE(codeLength(codeKind("png"), shape, bytes), static_cast<std::int64_t>(file.size()));
            }
    }

    void theConstantImageIsMidGrey() {
        const ImageShape shape{3, 8, 8};
        for (const auto& kind : codeKinds())
            QCOMPARE(constantCodeLength(kind, shape), codeLength(kind, shape, Bytes(192, 128)));
        // As the header says; other builds of zlib may find another code.
        if (codeKind("png").library.ends_with("zlib 1.2.13")) {
            QCOMPARE(constantCodeLength(codeKind("png"), {1, 28, 28}), 79);
            QCOMPARE(constantCodeLength(codeKind("png"), {3, 32, 32}), 97);
        }
    }

    void lengthsAsBitsPerDimension() {
        QCOMPARE(codeBitsPerDim(98, {1, 28, 28}), 1.0);  // 784 bits on 784 values
        QCOMPARE(codeBitsPerDim(3072, {3, 32, 32}), 8.0);
    }

    void aCodeThatLosesIsRefused() {
        const ImageShape shape{1, 4, 4};
        QCOMPARE(codeLength(losing(200), shape, Bytes(16, 3)),
                 codeLength(codeKind("png"), shape, Bytes(16, 3)));
        EXPECT_ERROR(UnsupportedError, codeLength(losing(3), shape, Bytes(16, 3)), "PNG that loses", "1×4×4");
        auto broken = losing(3);
        broken.encode = [](const Pixels&) { return Bytes(40, 1); };
        EXPECT_ERROR(UnsupportedError, codeLength(broken, shape, Bytes(16, 3)), "PNG that loses");
    }

    void otherShapesAreRefused() {
        const auto& png = codeKind("png");
        EXPECT_ERROR(UnsupportedError, codeLength(png, {2, 4, 4}, Bytes(32)), "1 or 3 channels", "2×4×4");
        EXPECT_ERROR(UnsupportedError, codeLength(png, {4, 4, 4}, Bytes(64)), "1 or 3 channels");
        EXPECT_ERROR(UnsupportedError, codeLength(png, {1, 0, 4}, {}), "1×0×4");
        EXPECT_ERROR(ShapeError, codeLength(png, {1, 4, 4}, Bytes(15)), "16", "15");
    }

    void sidesBeyondACodecAreRefused() {
        const ImageShape shape{1, 1, 20'000};  // WebP ends at 16,383
        for (const auto& kind : codeKinds())
            if (kind.id == "webp")
                EXPECT_ERROR(UnsupportedError, codeLength(kind, shape, Bytes(20'000)), "WebP", "1×1×20000");
            else
                QVERIFY(codeLength(kind, shape, Bytes(20'000)) > 0);
    }

    void aCodecThatWasNotBuiltSaysWhichLibraryItNeeds() {
        const std::map<std::string, const char*> libraries{
            {"png", "libpng"}, {"webp", "libwebp"}, {"jpeg_xl", "libjxl"}};
        std::set<std::string> built;
        for (const auto& kind : codeKinds()) built.insert(kind.id);
        for (const auto& [id, library] : libraries)
            if (built.erase(id) == 0)
                EXPECT_ERROR(UnsupportedError, codeKind(id), id.c_str(), library, "install");
        QVERIFY2(built.empty(), "a codec that codeKind() does not know when it is missing");
        EXPECT_ERROR(OptionError, codeKind("gzip"), "jpeg_xl, png, webp", "gzip");
    }

    void aSetHasOneLengthAnImageWhateverTheThreads() {
        const auto set = noisySet(200);
        const auto& png = codeKind("png");
        const auto one = codeLengths(png, set);
        QVERIFY(one.has_value());
        QCOMPARE(one->size(), std::size_t{200});
        for (const std::int64_t i : {0, 57, 199})
            QCOMPARE((*one)[static_cast<std::size_t>(i)], codeLength(png, set.shape, set.image(i)));
        QVERIFY(codeLengths(png, set, {.threads = 4}) == one);
        QVERIFY(codeLengths(png, noisySet(0))->empty());
    }

    void aStoppedSetGivesNothing() {
        std::stop_source source;
        ProgressBoard board;
        std::vector<std::int64_t> posted;
        board.listen([&](const Progress& progress) {
            posted.push_back(progress.done);
            source.request_stop();
        });
        const auto set = noisySet(200);
        QVERIFY(
            !codeLengths(codeKind("png"), set, {.stop = source.get_token(), .board = &board}).has_value());
        QCOMPARE(posted, std::vector<std::int64_t>{64});
        QCOMPARE(board.latest().total, 200);
    }

    void aSetNamesTheImageThatCannotBeCoded() {
        auto set = noisySet(30).part({20, 21, 22, 23});
        const auto spoiled = set.image(2)[0];
        for (const int threads : {1, 3})
            EXPECT_ERROR(UnsupportedError, codeLengths(losing(spoiled), set, {.threads = threads}),
                         "noise, image 22");
    }
};

NESCIO_TEST(tst_code_length, TestCodeLength)
#include "tst_code_length.moc"
