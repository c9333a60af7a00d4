// The look: colours that mean things, told apart also without colour, and icons that never turn invisible.
#include <QtTest>

#include <cmath>

#include "tests/test_list.h"
#include "widgets/theme.h"
#include "widgets/themed_icon.h"

using namespace nescio;

namespace {

constexpr std::array kRoles{SetRole::Train, SetRole::Test, SetRole::OutOfDistribution, SetRole::Samples,
                            SetRole::Other};

double luminance(const QColor& colour) {
    const auto linear = [](double share) {
        return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// Contrast ratio of WCAG 2.
double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

}  // namespace

class TestTheme : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyColourIsThere_data();
    void everyColourIsThere();
    void textIsReadable_data() { everyColourIsThere_data(); }
    void textIsReadable();
    void rolesAreToldApartByColourAndByDash();
    void noTwoSetsLookTheSame();
    void runsHaveHuesBetweenThoseOfSets();
    void aSignedMapIsNeutralInTheMiddle_data() { everyColourIsThere_data(); }
    void aSignedMapIsNeutralInTheMiddle();
    void aThemeFitsItsPalette();
    void everyIconIsDrawnInTheInkOfTheTheme_data();
    void everyIconIsDrawnInTheInkOfTheTheme();
    void anUnknownIconIsNull();
};

void TestTheme::everyColourIsThere_data() {
    QTest::addColumn<bool>("dark");
    QTest::addRow("light") << false;
    QTest::addRow("dark") << true;
}

void TestTheme::everyColourIsThere() {
    QFETCH(bool, dark);
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    QCOMPARE(theme.dark, dark);
    for (const QColor& colour : {theme.background, theme.surface, theme.ink, theme.mutedInk, theme.hairline,
                                 theme.accent, theme.warning, theme.density, theme.volume, theme.total})
        QVERIFY(colour.isValid());
    QCOMPARE(theme.sets.size(), std::size_t{kSetColours});
    for (int slot = 0; slot < 3 * kSetColours; ++slot) QVERIFY(theme.colourOf(slot).isValid());
}

void TestTheme::textIsReadable() {
    QFETCH(bool, dark);
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    for (const QColor& ground : {theme.background, theme.surface}) {
        QVERIFY(contrast(theme.ink, ground) >= 7);
        QVERIFY(contrast(theme.mutedInk, ground) >= 4.5);
        QVERIFY(contrast(theme.warning, ground) >= 4.5);
        for (const SetRole role :
             {SetRole::Train, SetRole::Test, SetRole::OutOfDistribution, SetRole::Samples})
            QVERIFY(contrast(theme.colourOf(standingSlot(role)), ground) >= 3);
    }
}

void TestTheme::rolesAreToldApartByColourAndByDash() {
    for (const SetRole a : kRoles)
        for (const SetRole b : kRoles) {
            if (a == b) continue;
            const int one = standingSlot(a), other = standingSlot(b);
            QVERIFY(Theme::light().colourOf(one) != Theme::light().colourOf(other));
            QVERIFY(Theme::dashOf(one) != Theme::dashOf(other));
        }
    QCOMPARE(Theme::light().colourOf(standingSlot(SetRole::Train)), QColor(0x6E, 0x7B, 0x8B));
    QCOMPARE(Theme::light().colourOf(standingSlot(SetRole::Test)), QColor(0x00, 0x72, 0xB2));
    QCOMPARE(Theme::light().colourOf(standingSlot(SetRole::OutOfDistribution)), QColor(0xD5, 0x5E, 0x00));
    QCOMPARE(Theme::light().colourOf(standingSlot(SetRole::Samples)), QColor(0x00, 0x9E, 0x73));
}

/// So many sets that colours come again: the dash tells them apart, five times over.
void TestTheme::noTwoSetsLookTheSame() {
    for (int a = 0; a < 5 * kSetColours; ++a)
        for (int b = 0; b < a; ++b) {
            const bool oneColour = Theme::light().colourOf(a) == Theme::light().colourOf(b);
            QCOMPARE(oneColour, a % kSetColours == b % kSetColours);
            QVERIFY(!oneColour || Theme::dashOf(a) != Theme::dashOf(b));
        }
}

void TestTheme::runsHaveHuesBetweenThoseOfSets() {
    for (const Theme* theme : {&Theme::light(), &Theme::darkTheme()}) {
        std::vector<QColor> all;
        for (std::size_t i = 1; i < theme->sets.size(); ++i)
            all.push_back(theme->sets[i]);  // grey has no hue
        for (std::size_t i = 0; i < theme->runs.size(); ++i) {
            const QColor run = theme->colourOf(kFirstRunSlot + static_cast<int>(i));
            QCOMPARE(run, theme->runs[i]);
            for (const QColor& other : all) {
                const int apart = std::abs(run.hslHue() - other.hslHue());
                QVERIFY2(std::min(apart, 360 - apart) >= 14, qPrintable(run.name() + other.name()));
            }
            all.push_back(run);
        }
    }
    QCOMPARE(Theme::dashOf(kFirstRunSlot), Qt::SolidLine);
    QVERIFY(Theme::dashOf(kFirstRunSlot + 1) != Theme::dashOf(kFirstRunSlot));
    const int again = kFirstRunSlot + static_cast<int>(Theme::light().runs.size());
    QVERIFY(Theme::dashOf(again) != Theme::dashOf(kFirstRunSlot));
}

void TestTheme::aSignedMapIsNeutralInTheMiddle() {
    QFETCH(bool, dark);
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    QVERIFY(theme.diverging(0).hsvSaturationF() < 0.2);
    QVERIFY(contrast(theme.diverging(0), theme.surface) < 1.6);
    QVERIFY(theme.diverging(-1).blue() > theme.diverging(-1).red());
    QVERIFY(theme.diverging(1).red() > theme.diverging(1).blue());
    QCOMPARE(theme.diverging(7), theme.diverging(1));
    for (double share = 0; share < 1; share += 0.25)
        for (const double sign : {-1, 1})
            QVERIFY(contrast(theme.diverging(sign * (share + 0.25)), theme.surface) >
                    contrast(theme.diverging(sign * share), theme.surface));
}

void TestTheme::aThemeFitsItsPalette() {
    QVERIFY(Theme::fitting(Theme::darkTheme().palette()).dark);
    QVERIFY(!Theme::fitting(Theme::light().palette()).dark);
}

void TestTheme::everyIconIsDrawnInTheInkOfTheTheme_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"train", "pause", "stop", "resume", "open", "export", "add-data", "sample",
                             "score", "theme", "paste", "fit", "remove", "search"})
        QTest::addRow("%s", name) << QString::fromLatin1(name);
}

void TestTheme::everyIconIsDrawnInTheInkOfTheTheme() {
    QFETCH(QString, name);
    for (const Theme* theme : {&Theme::light(), &Theme::darkTheme()}) {
        const QImage picture = themedIcon(name, *theme).pixmap(QSize(32, 32), 1.0).toImage();
        QVERIFY(!picture.isNull());
        int inked = 0;
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x) {
                const QColor pixel = picture.pixelColor(x, y);
                if (pixel.alpha() < 250) continue;
                ++inked;
                QVERIFY(std::abs(pixel.red() - theme->ink.red()) < 8);
            }
        QVERIFY2(inked > 20, qPrintable(name));
    }
}

void TestTheme::anUnknownIconIsNull() {
    QVERIFY(themedIcon(QStringLiteral("no such icon"), Theme::light()).isNull());
    QVERIFY(!applicationIcon().isNull());
}

NESCIO_TEST(tst_theme, TestTheme)
#include "tst_theme.moc"
