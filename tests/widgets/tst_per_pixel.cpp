// The map of bits per pixel: what it sums, what it says when there is nothing to sum, and that its colours
// carry the value to every eye.
#include <QtTest>

#include <cmath>

#include "tests/test_list.h"
#include "widgets/plots/per_pixel_plot.h"

using namespace nescio;

namespace {

const double kBit = std::log(2.0);

Term termOf(const std::string& label, TermKind kind, const std::vector<double>& nats) {
    Term term;
    term.info.label = label;
    term.info.kind = kind;
    for (const double part : nats) term.nats += part;
    term.perPixel = PixelGrid{.height = 1, .width = static_cast<int>(nats.size()), .nats = nats};
    return term;
}

Term plain(const std::string& label, double nats) {
    Term term;
    term.info.label = label;
    term.nats = nats;
    return term;
}

/// Two channels of two pixels, 1 + 2 and 3 + 0 bits, and a term that belongs to no pixel.
PerPixelData twoPixels() {
    PerPixelData data;
    data.title = "image under model";
    data.shape = {2, 1, 2};
    data.breakdown.tightness = Tightness::Exact;
    data.breakdown.drawRule = DrawRule::Once;
    data.breakdown.terms = {termOf("red", TermKind::Conditional, {-kBit, -3 * kBit}),
                            termOf("green", TermKind::Conditional, {-2 * kBit, 0}), plain("divergence", -5)};
    return data;
}

double lightness(const QColor& colour) {
    const auto linear = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    const double y =
        0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    return 116 * std::cbrt(y) - 16;  // CIE L*; the dark end of the map is above its linear part
}

}  // namespace

class TestPerPixel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void termsAreSummedInBits() {
        const PerPixelMap map = perPixelMapOf(twoPixels().breakdown);
        QCOMPARE(map.width, 2);
        QCOMPARE(map.at(0, 0), 3.0);
        QCOMPARE(map.at(0, 1), 3.0);
        QCOMPARE(map.nats, -6 * kBit);
        QCOMPARE(map.without, QStringList{"divergence"});
        QCOMPARE(map.range(), (Span{0, 3}));
    }

    void aModelWithoutMapsIsSaidToHaveNone() {
        PerPixelPlot plot;
        QVERIFY(!plot.hasData());
        QVERIFY(plot.accessibleDescription().contains("No image selected"));
        PerPixelData flow;
        flow.breakdown.terms = {plain("prior", -3)};
        plot.show(flow);
        QVERIFY(!plot.hasData());
        QCOMPARE(plot.summary(), QStringLiteral("This model gives no likelihood per pixel."));
        QVERIFY(plot.csv().isEmpty());
    }

    void theSumAndWhatIsNotInItAreSaid() {
        PerPixelPlot plot;
        plot.show(twoPixels());
        QVERIFY(plot.hasData());
        QVERIFY2(plot.summary().contains("sum 6 bits (1.500 bits/dim, exact)"), qPrintable(plot.summary()));
        QVERIFY(plot.summary().contains("not in the map: divergence"));
        const QStringList lines = plot.csv().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[2].startsWith("0,1,3,"));
    }

    void thePixelUnderTheCursorIsTold() {
        PerPixelPlot plot;
        plot.show(twoPixels());
        plot.resize(600, 300);
        QVERIFY(plot.tipAt({2, 2}).isEmpty());
        QStringList told;
        for (int x = 0; x < 600; ++x)
            if (const QString tip = plot.tipAt(QPointF(x, 150)); !tip.isEmpty() && !told.contains(tip))
                told << tip;
        QCOMPARE(told, (QStringList{"row 0, column 0: 3.00 bits", "row 0, column 1: 3.00 bits"}));
    }

    /// Perceptually uniform: lightness rises all the way, by steps of about the same size.
    void coloursRiseEvenlyInLightness() {
        constexpr int kSteps = 20;
        const double whole = lightness(Theme::sequential(1)) - lightness(Theme::sequential(0));
        QVERIFY(whole > 60);
        for (int i = 0; i < kSteps; ++i) {
            const double step = lightness(Theme::sequential((i + 1.0) / kSteps)) -
                                lightness(Theme::sequential(static_cast<double>(i) / kSteps));
            QVERIFY2(step > 0.5 * whole / kSteps && step < 1.6 * whole / kSteps,
                     qPrintable(QString("step %1: %2").arg(i).arg(step)));
        }
        QCOMPARE(Theme::sequential(-1), Theme::sequential(0));
        QCOMPARE(Theme::sequential(2), Theme::sequential(1));
    }
};

NESCIO_TEST(tst_per_pixel, TestPerPixel)
#include "tst_per_pixel.moc"
