// PixelCNN beyond the model battery: the cached walk draws what the naive loop draws, at a small part of the
// cost; it tells of its rows and stops between them; and its likelihood is honest: an arithmetic coder fed
// with its probabilities makes a file of the claimed size, from which the images come back bit for bit.

#include <QtTest>

#include <cmath>

#include "core/density/pixel_cnn.h"
#include "core/models/model_kind.h"
#include "core/train/trainer.h"
#include "core/values/failure.h"
#include "datasets/load.h"
#include "tests/core/arithmetic_coder.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

NoiseKey keyOf(std::int64_t n) {
    NoiseKey key{.seed = 3};
    for (std::int64_t i = 0; i < n; ++i) key.images.push_back(i);
    return key;
}

std::shared_ptr<PixelCnn> make(const OptionValues& options, const ImageShape& shape) {
    const auto& kind = modelKind("pixelcnn");
    return std::dynamic_pointer_cast<PixelCnn>(kind.make(completed(kind.options, options), {shape}, 1));
}

/// Draws like PixelCnn::sample, but computes the whole image anew for every byte.
torch::Tensor naiveSample(const PixelCnn& model, double temperature, const NoiseKey& noise) {
    const torch::NoGradGuard noGrad;
    const auto& shape = model.shape();
    const auto n = static_cast<std::int64_t>(noise.images.size());
    const auto u = uniformNoise(noise, NoiseStream::Bytes, shape.dims())
                       .view({n, shape.channels, shape.height, shape.width});
    auto images = torch::zeros(u.sizes(), torch::kUInt8);
    for (int row = 0; row < shape.height; ++row)
        for (int column = 0; column < shape.width; ++column)
            for (int channel = 0; channel < shape.channels; ++channel) {
                using torch::indexing::Slice;
                const std::initializer_list<at::indexing::TensorIndex> here{Slice(), channel, row, column};
                images.index_put_(
                    here, drawLevels(model.logProbabilities(images).index(here), u.index(here), temperature)
                              .to(torch::kUInt8));
            }
    return images;
}

double secondsOf(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) * 1e-9;
}

torch::Tensor bytesOf(const ImageSet& set) {
    return torch::from_blob(const_cast<std::uint8_t*>(set.bytes.data()),
                            {set.count, set.shape.channels, set.shape.height, set.shape.width}, torch::kUInt8)
        .clone();
}

/// Cumulative frequencies of the levels: every level gets one unit, the rest follows the probabilities.
std::vector<std::uint32_t> cumulativeOf(const torch::Tensor& logProbabilities) {
    const auto levels = logProbabilities.size(0);
    const auto p = logProbabilities.to(torch::kFloat64).exp();
    const auto* values = p.data_ptr<double>();
    const double spare = static_cast<double>(kTotal) - static_cast<double>(levels) - 1;
    std::vector<std::uint32_t> cumulative{0};
    double sum = 0;
    for (std::int64_t level = 0; level < levels; ++level) {
        sum += values[level];
        cumulative.push_back(static_cast<std::uint32_t>(std::min(sum, 1.0) * spare) +
                             static_cast<std::uint32_t>(level + 1));
    }
    cumulative.back() = kTotal;
    return cumulative;
}

/// The images as one stream of bits. Encoder and decoder run the same walk, so both see equal probabilities
/// to the last bit; the parallel forward pass would round differently.
std::vector<std::uint8_t> encoded(const PixelCnn& model, const torch::Tensor& images) {
    ArithmeticEncoder encoder;
    const auto levels = images.to(torch::kInt64);
    (void)model.walk(images.size(0), [&](int row, int column, int channel, const torch::Tensor& logP) {
        auto known = levels.select(3, column).select(2, row).select(1, channel).contiguous();
        for (std::int64_t i = 0; i < known.size(0); ++i) {
            const auto cumulative = cumulativeOf(logP[i]);
            const auto level = static_cast<std::size_t>(known[i].item<std::int64_t>());
            encoder.encode({cumulative[level], cumulative[level + 1]});
        }
        return known;
    });
    return encoder.finish();
}

torch::Tensor decoded(const PixelCnn& model, std::int64_t n, const std::vector<std::uint8_t>& file) {
    ArithmeticDecoder decoder(file);
    return model.walk(n, [&](int, int, int, const torch::Tensor& logP) {
        auto levels = torch::empty({n}, torch::kInt64);
        for (std::int64_t i = 0; i < n; ++i) {
            const auto cumulative = cumulativeOf(logP[i]);
            const auto above = std::upper_bound(cumulative.begin(), cumulative.end(), decoder.target());
            const auto level = above - cumulative.begin() - 1;
            decoder.remove({*(above - 1), *above});
            levels[i] = static_cast<std::int64_t>(level);
        }
        return levels;
    });
}

}  // namespace

class TestPixelCnn : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("NESCIO_DATA"))
            qputenv("NESCIO_DATA", NESCIO_SOURCE_DIR "/../shared/data");
    }

    void theWalkDrawsWhatTheNaiveLoopDraws_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("output");
        QTest::addColumn<double>("temperature");
        QTest::addRow("grey, softmax") << 1 << "softmax" << 1.0;
        QTest::addRow("colour, softmax, cooler") << 3 << "softmax" << 0.7;
        QTest::addRow("colour, logistics") << 3 << "logistics" << 1.0;
        QTest::addRow("grey, logistics, the mode") << 1 << "logistics" << 0.0;
    }
    void theWalkDrawsWhatTheNaiveLoopDraws() {
        QFETCH(int, channels);
        QFETCH(QString, output);
        QFETCH(double, temperature);
        const auto model =
            make({{"layers", std::int64_t{3}}, {"hidden", std::int64_t{9}}, {"output", output.toStdString()}},
                 {channels, 7, 6});
        model->to(torch::kFloat64);  // in double, rounding cannot tip a draw to the next level
        const auto cached = model->sample(temperature, keyOf(4));
        QVERIFY(torch::equal(cached, naiveSample(*model, temperature, keyOf(4))));
        QVERIFY(cached.max().item<int>() > cached.min().item<int>() || temperature == 0);
    }

    void theWalkCostsASmallPart() {
        const auto model = make({}, {1, 28, 28});
        const auto cost = model->net().costOfOneImage();
        QVERIFY2(cost.naive >= 20 * cost.cached,
                 qPrintable(QString::number(double(cost.naive) / double(cost.cached))));
        // One run, one thread pool, both ways: the naive loop for one row's worth of bytes, times the rows.
        const auto bytes = torch::zeros({4, 1, 28, 28}, torch::kUInt8);
        const torch::NoGradGuard noGrad;
        (void)model->logProbabilities(bytes);  // warm
        const double naive = 28 * secondsOf([&] {
                                 for (int i = 0; i < 28; ++i)
                                     (void)model->logProbabilities(bytes).exp().cumsum(-1);
                             });
        const double cached = secondsOf([&] { (void)model->sample(1, keyOf(4)); });
        qInfo(
            "4 images of 28×28, default size: naive %.2f s, cached %.2f s, %.0f times as fast; multiply-adds "
            "%.0f times fewer",
            naive, cached, naive / cached, double(cost.naive) / double(cost.cached));
    }

    void itTellsOfItsRowsAndStopsBetweenThem() {
        const auto model = make({{"layers", std::int64_t{2}}, {"hidden", std::int64_t{4}}}, {1, 8, 8});
        std::vector<std::int64_t> rows;
        const auto all = model->sample(1, keyOf(2), [&](std::int64_t row, std::int64_t count) {
            rows.push_back(row);
            return count == 8;
        });
        QVERIFY(all.defined());
        QCOMPARE(rows.size(), std::size_t{8});
        const auto stopped =
            model->sample(1, keyOf(2), [&](std::int64_t row, std::int64_t) { return row < 3; });
        QVERIFY(!stopped.defined());
    }

    void itsBitsAreAFile_data() {
        QTest::addColumn<QString>("train");
        QTest::addColumn<QString>("test");
        QTest::addColumn<QString>("output");
        QTest::addColumn<int>("images");
        QTest::addRow("FashionMNIST, softmax") << "fashion-mnist/train20k"
                                               << "fashion-mnist/t10k"
                                               << "softmax" << 30;
        QTest::addRow("grey, softmax") << "synthetic/garments"
                                       << "synthetic/garments-test"
                                       << "softmax" << 30;
        QTest::addRow("colour, logistics") << "synthetic/clutter"
                                           << "synthetic/clutter-test"
                                           << "logistics" << 20;
    }
    void itsBitsAreAFile() {
        QFETCH(QString, train);
        QFETCH(QString, test);
        QFETCH(QString, output);
        QFETCH(int, images);
        std::optional<ImageSet> seen, unseen;
        try {
            seen = loadImageSet(train.toStdString(), {.limit = 256});
            unseen = loadImageSet(test.toStdString(), {.limit = images});
        } catch (const DataError&) {
            QSKIP("no data");
        }
        const auto training = bytesOf(*seen), coded = bytesOf(*unseen);
        const auto model = make(
            {{"layers", std::int64_t{2}}, {"hidden", std::int64_t{12}}, {"output", output.toStdString()}},
            {unseen->shape.channels, unseen->shape.height, unseen->shape.width});
        Trainer trainer(model,
                        trainOptionsFrom({{"optimiser", std::string("adam")}, {"learning_rate", 4e-3}}));
        for (std::int64_t step = 0; step < 30; ++step)
            trainer.step(training.narrow(0, step % 8 * 32, 32), keyOf(32));
        const torch::NoGradGuard noGrad;
        const double claimed =
            -model->logLikelihood(coded, keyOf(images)).sum().item<double>() / std::log(2.0);
        const auto file = encoded(*model, coded);
        const double found = 8.0 * static_cast<double>(file.size());
        qInfo("%d images: %.0f bits claimed, a file of %.0f (%+.3f %%)", images, claimed, found,
              100 * (found / claimed - 1));
        QVERIFY(std::abs(found / claimed - 1) < 2e-4);  // the last bits, up to whole bytes
        QVERIFY(torch::equal(decoded(*model, images, file), coded));
    }
};

NESCIO_TEST(tst_pixel_cnn, TestPixelCnn)
#include "tst_pixel_cnn.moc"
