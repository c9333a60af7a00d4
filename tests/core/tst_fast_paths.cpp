// Operations whose gradients are written by hand, against the same made of LibTorch's: values, gradients, and
// gradients of gradients.

#include <QtTest>

#include "core/flows/affine_move.h"
#include "core/flows/mix_channels.h"
#include "core/math/categorical.h"
#include "core/math/exponential_rows.h"
#include "core/math/for_processors.h"
#include "core/math/gemm.h"
#include "core/math/pixel_rows.h"
#include "core/nets/doubled_conv.h"
#include "core/nets/fused_conv_net.h"
#include "core/nets/gate.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using torch::autograd::variable_list;
using Operation = std::function<variable_list(const variable_list&)>;

/// The largest difference, relative to the largest number.
double difference(const torch::Tensor& a, const torch::Tensor& b) {
    if (a.sizes() != b.sizes()) return std::numeric_limits<double>::infinity();
    if (a.numel() == 0) return 0;
    return ((a - b).abs().max() / (b.abs().max() + 1e-30)).item<double>();
}

torch::Tensor random(at::IntArrayRef sizes, torch::ScalarType type = torch::kFloat64) {
    return torch::randn(sizes, torch::kFloat64).to(type).requires_grad_(true);
}

/// Nothing where both agree: the values, the gradients of a random mixture of them, and, where that is asked
/// for, the gradients of the squared length of those.
QString howTheyDiffer(const Operation& fast, const Operation& plain, const variable_list& inputs,
                      double tolerance, bool twice) {
    const auto a = fast(inputs), b = plain(inputs);
    variable_list outer;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (const double off = difference(a[i], b[i]); !(off < tolerance))
            return QString("value %1 is off by %2").arg(i).arg(off);
        outer.push_back(torch::randn_like(b[i]));
    }
    const auto da = torch::autograd::grad(a, inputs, outer, true, twice);
    const auto db = torch::autograd::grad(b, inputs, outer, true, twice);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (const double off = difference(da[i], db[i]); !(off < tolerance))
            return QString("gradient %1 is off by %2").arg(i).arg(off);
    if (!twice) return {};
    const auto lengthOf = [](const variable_list& gradients) {
        auto sum = torch::zeros({}, torch::kFloat64);
        for (const auto& gradient : gradients) sum = sum + gradient.square().sum();
        return sum;
    };
    const auto dda = torch::autograd::grad({lengthOf(da)}, inputs, {}, {}, false, true);
    const auto ddb = torch::autograd::grad({lengthOf(db)}, inputs, {}, {}, false, true);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (const double off = difference(dda[i], ddb[i]); !(off < tolerance))
            return QString("second gradient %1 is off by %2").arg(i).arg(off);
    return {};
}

ConvNetWeights weightsOf(const variable_list& v) {
    return {v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]};
}

variable_list netInputs(std::int64_t n, std::int64_t in, std::int64_t hidden, std::int64_t out,
                        std::int64_t height, std::int64_t width, torch::ScalarType type) {
    const auto scale = [&](std::int64_t channels) {
        return torch::rand({channels}, torch::kFloat64).add(0.5).to(type).requires_grad_(true);
    };
    return {random({n, in, height, width}, type),
            random({hidden, in, 3, 3}, type),
            random({hidden}, type),
            scale(hidden),
            random({hidden, hidden, 1, 1}, type),
            random({hidden}, type),
            scale(hidden),
            random({out, 3, 3, hidden}, type),
            random({out}, type),
            scale(out)};
}

const Operation kFastNet = [](const variable_list& v) { return variable_list{convNet(v[0], weightsOf(v))}; };
const Operation kPlainNet = [](const variable_list& v) {
    return variable_list{convNetStepByStep(v[0], weightsOf(v))};
};

}  // namespace

class TestFastPaths : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { torch::manual_seed(11); }

    void productsAreThoseOfTheirMatrices() {
        const auto a = torch::randn({3, 5}, torch::kFloat64), b = torch::randn({5, 4}, torch::kFloat64);
        const auto at = a.t().contiguous(), bt = b.t().contiguous();
        for (const bool ta : {false, true})
            for (const bool tb : {false, true}) {
                auto out = torch::ones({3, 4}, torch::kFloat64);
                const auto &left = ta ? at : a, &right = tb ? bt : b;
                multiply<double>(3, 4, 5, {{left.data_ptr<double>(), left.size(1)}, ta},
                                 {{right.data_ptr<double>(), right.size(1)}, tb}, {out.data_ptr<double>(), 4},
                                 true);
                QVERIFY(difference(out, a.mm(b) + 1) < 1e-12);
            }
    }

    void whatIsNoNumberStaysNone() {
        float row[] = {-1.0F, std::numeric_limits<float>::quiet_NaN(), 2.0F};
        rectify(row, 3, 0.0F, 1.0F);
        QCOMPARE(row[0], 0.0F);
        QVERIFY(std::isnan(row[1]));
        QCOMPARE(row[2], 2.0F);
    }

    /// Also on a processor that is younger than the compiler.
    void rowsUseTheInstructionsThatThereAre() {
#if defined(__x86_64__) && defined(__linux__) && !defined(__clang__)
        QCOMPARE(usesNewInstructions(), __builtin_cpu_supports("x86-64-v3") != 0);
#else
        QSKIP("only GCC on x86-64 compiles them for several processors");
#endif
    }

    void exponentialsAreThoseOfTheLibrary() {
        std::vector<float> a, b;
        for (double x = -40; x < 40; x += 0.00171) a.push_back(static_cast<float>(x));
        for (double x = -1e-3; x < 1e-3; x += 1e-6) a.push_back(static_cast<float>(x));
        for (const float x : a) b.push_back(0.4F - 1.2F * x);
        const auto n = static_cast<std::int64_t>(a.size());
        std::vector<float> out(a.size()), alone(a.size()), tanhs(a.size()), sigmoids(a.size());
        gateRow(a.data(), b.data(), n, out.data(), tanhs.data(), sigmoids.data());
        gateRow(a.data(), b.data(), n, alone.data(), nullptr, nullptr);
        QCOMPARE(alone, out);
        const auto off = [](float found, double right) { return std::abs(found - right) / std::abs(right); };
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (a[i] != 0)
                QVERIFY2(off(tanhs[i], std::tanh(double(a[i]))) < 4e-7, qPrintable(QString::number(a[i])));
            QVERIFY2(off(sigmoids[i], 1 / (1 + std::exp(-double(b[i])))) < 4e-7,
                     qPrintable(QString::number(b[i])));
        }
        std::vector<float> row, zeros, sums;
        for (double x = -87; x <= 0; x += 0.0031) row.push_back(static_cast<float>(x));
        zeros.resize(row.size());
        sums.resize(row.size(), 1);
        out.resize(row.size());
        expBelow(row.data(), zeros.data(), static_cast<std::int64_t>(row.size()), out.data(), sums.data());
        for (std::size_t i = 0; i < row.size(); ++i) {
            QVERIFY2(off(out[i], std::exp(double(row[i]))) < 2e-7, qPrintable(QString::number(row[i])));
            QCOMPARE(sums[i], 1 + out[i]);
        }
    }

    void gatesSaturateAndKeepWhatIsNoNumber() {
        const float far = std::numeric_limits<float>::infinity(),
                    nan = std::numeric_limits<float>::quiet_NaN();
        const std::vector<float> a{far, -far, 200, nan, 0.3F}, b{far, 100, -200, 0, nan};
        std::vector<float> out(a.size());
        gateRow(a.data(), b.data(), 5, out.data(), nullptr, nullptr);
        QCOMPARE(out[0], 1.F);
        QCOMPARE(out[1], -1.F);
        QVERIFY(out[2] >= 0 && out[2] < 1e-20F);
        QVERIFY(std::isnan(out[3]) && std::isnan(out[4]));
    }

    void theGateAgrees() {
        const Operation fast = [](const variable_list& v) { return variable_list{gate(v[0])}; };
        const Operation plain = [](const variable_list& v) { return variable_list{gateStepByStep(v[0])}; };
        for (const auto& sizes :
             std::vector<std::vector<std::int64_t>>{{3, 10, 5, 7}, {4, 6}, {1, 2, 1, 1}}) {
            QCOMPARE(howTheyDiffer(fast, plain, {random(sizes)}, 1e-12, true), QString());
            QCOMPARE(howTheyDiffer(fast, plain, {random(sizes, torch::kFloat32)}, 1e-5, false), QString());
        }
        const auto turned = random({5, 7, 3, 8}).transpose(1, 3);  // not packed
        QCOMPARE(howTheyDiffer(fast, plain, {turned}, 1e-12, true), QString());
    }

    void theProbabilityOfALevelAgrees() {
        const auto targets = torch::randint(0, 12, {3, 4, 5}, torch::kInt64);
        const Operation fast = [&](const variable_list& v) {
            return variable_list{categoricalNats(v[0], targets)};
        };
        const Operation plain = [&](const variable_list& v) {
            return variable_list{categoricalNatsStepByStep(v[0], targets)};
        };
        QCOMPARE(howTheyDiffer(fast, plain, {random({3, 12, 4, 5})}, 1e-12, true), QString());
        const auto wide = (random({3, 12, 4, 5}, torch::kFloat32).detach() * 40).requires_grad_(true);
        QCOMPARE(howTheyDiffer(fast, plain, {wide}, 1e-5, false), QString());
        auto broken = torch::zeros({1, 12, 1, 2});
        broken[0][3][0][1] = std::numeric_limits<float>::quiet_NaN();
        const auto nats = categoricalNats(broken, torch::zeros({1, 1, 2}, torch::kInt64));
        QVERIFY(std::abs(nats[0][0][0].item<float>() + std::log(12.F)) < 1e-6F);
        QVERIFY(std::isnan(nats[0][0][1].item<float>()));
        for (const std::int64_t none : {-1, 12})
            QVERIFY_EXCEPTION_THROWN(
                (void)categoricalNats(broken, torch::full({1, 1, 2}, none, torch::kInt64)), c10::Error);
    }

    void theConvolutionAfterDoublingAgrees() {
        const Operation fast = [](const variable_list& v) {
            return variable_list{doubledConv(v[0], doubledWeight(v[1]), doubledBias(v[2]))};
        };
        const Operation plain = [](const variable_list& v) {
            return variable_list{doubledConvStepByStep(v[0], v[1], v[2])};
        };
        for (const auto& [height, width] : {std::pair(4, 5), {1, 1}, {1, 3}, {2, 2}})
            for (const auto type : {torch::kFloat64, torch::kFloat32}) {
                const bool exact = type == torch::kFloat64;
                QCOMPARE(howTheyDiffer(fast, plain,
                                       {random({2, 3, height, width}, type), random({4, 3, 5, 5}, type),
                                        random({4}, type)},
                                       exact ? 1e-12 : 1e-5, exact),
                         QString());
            }
    }

    void theNetAgreesWithConvolutions_data() {
        QTest::addColumn<QVector<int>>("sizes");  // images, in, hidden, out, height, width
        const QList<QVector<int>> all{{3, 2, 5, 4, 4, 6},   {1, 1, 1, 1, 1, 1},  {2, 3, 4, 2, 1, 7},
                                      {2, 3, 4, 2, 7, 1},   {70, 2, 3, 2, 2, 2}, {5, 2, 17, 6, 9, 9},
                                      {2, 1, 64, 2, 20, 20}};
        for (const auto& sizes : all) {
            QStringList words;
            for (const int size : sizes) words << QString::number(size);
            QTest::newRow(qPrintable(words.join(" "))) << sizes;
        }
    }
    void theNetAgreesWithConvolutions() {
        QFETCH(QVector<int>, sizes);
        const auto inputs = [&](torch::ScalarType type) {
            return netInputs(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], type);
        };
        QCOMPARE(howTheyDiffer(kFastNet, kPlainNet, inputs(torch::kFloat64), 1e-10, true), QString());
        QCOMPARE(howTheyDiffer(kFastNet, kPlainNet, inputs(torch::kFloat32), 2e-4, false), QString());
    }

    void theGradientOfTheImageAloneIsTheSame() {
        const auto inputs = netInputs(3, 2, 5, 4, 4, 4, torch::kFloat64);
        const auto all = torch::autograd::grad({kFastNet(inputs)[0].sum()}, inputs);
        const auto image = torch::autograd::grad({kFastNet(inputs)[0].sum()}, {inputs[0]});
        QVERIFY(torch::equal(all[0], image[0]));
    }

    void theNetReadsHalfOfTheChannelsOfAnImage() {
        auto inputs = netInputs(3, 2, 5, 4, 4, 4, torch::kFloat64);
        inputs[0] = random({3, 5, 4, 4});
        const auto ofHalf = [](const Operation& net) -> Operation {
            return [&net](const variable_list& v) {
                auto own = v;
                own[0] = v[0].narrow(1, 1, 2);
                return net(own);
            };
        };
        QCOMPARE(howTheyDiffer(ofHalf(kFastNet), ofHalf(kPlainNet), inputs, 1e-10, true), QString());
    }

    void theNetIsTheSameWithoutGradients() {
        const auto inputs = netInputs(70, 2, 5, 4, 3, 3, torch::kFloat64);
        const auto recorded = kFastNet(inputs)[0].detach();
        const torch::NoGradGuard noGrad;
        QVERIFY(torch::equal(kFastNet(inputs)[0], recorded));
    }

    void theMoveAgrees_data() {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("count");
        QTest::newRow("second half") << 4 << 2 << 2;
        QTest::newRow("first half") << 5 << 0 << 3;
        QTest::newRow("two channels") << 2 << 1 << 1;
    }
    void theMoveAgrees() {
        QFETCH(int, channels);
        QFETCH(int, first);
        QFETCH(int, count);
        const MovedChannels moved{first, count};
        const auto asOperation = [&](auto move) -> Operation {
            return [=](const variable_list& v) {
                const auto mapped = move(v[0], v[1], moved);
                return variable_list{mapped.value, mapped.logDet};
            };
        };
        for (const auto type : {torch::kFloat64, torch::kFloat32}) {
            const variable_list inputs{random({3, channels, 2, 5}, type), random({3, 2 * count, 2, 5}, type)};
            const bool exact = type == torch::kFloat64;
            QCOMPARE(howTheyDiffer(asOperation(moveAffinely), asOperation(moveStepByStep), inputs,
                                   exact ? 1e-12 : 1e-5, exact),
                     QString());
        }
    }

    void mixingAgrees() {
        const auto asOperation = [](auto mix) -> Operation {
            return [=](const variable_list& v) { return variable_list{mix(v[0], v[1], v[2])}; };
        };
        for (const auto type : {torch::kFloat64, torch::kFloat32}) {
            const variable_list inputs{random({3, 4, 5, 2}, type), random({6, 4}, type), random({6}, type)};
            const bool exact = type == torch::kFloat64;
            QCOMPARE(howTheyDiffer(asOperation(mixChannels), asOperation(mixByConvolution), inputs,
                                   exact ? 1e-12 : 1e-5, exact),
                     QString());
        }
    }
};

NESCIO_TEST(tst_fast_paths, TestFastPaths)
#include "tst_fast_paths.moc"
