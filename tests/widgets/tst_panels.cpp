// The panes around the figure: the words of numbers, the inspector, the status strip, the banner, the lists.

#include <QApplication>
#include <QCursor>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include "tests/patience.h"
#include "tests/test_list.h"
#include "widgets/banner.h"
#include "widgets/image_picker.h"
#include "widgets/inspector.h"
#include "widgets/job_strip.h"
#include "widgets/number_words.h"
#include "widgets/side_list.h"
#include "widgets/start_page.h"
#include "widgets/two_line_delegate.h"

using namespace nescio;

namespace {

QString textOf(const QWidget& parent, const char* name) {
    return parent.findChild<QLabel*>(QString::fromLatin1(name))->text();
}

Breakdown breakdownOf(double prior, double logDet, double scaling) {
    return {.terms = {{{.label = "prior", .kind = TermKind::Prior}, prior},
                      {{.label = "log det", .kind = TermKind::LogDet}, logDet},
                      {{.label = "scaling", .kind = TermKind::Scaling}, scaling}},
            .tightness = Tightness::LowerBound,
            .draws = 1};
}

}  // namespace

class TestPanels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void countsAreGroupedByNarrowSpaces() {
        QCOMPARE(countWords(7), QStringLiteral("7"));
        QCOMPARE(countWords(1000), QStringLiteral("1\u202F000"));
        QCOMPARE(countWords(-1234567), QStringLiteral("−1\u202F234\u202F567"));
        QCOMPARE(shareWords(1000, 20000), QStringLiteral("1\u202F000 of 20\u202F000"));
        QCOMPARE(shareWords(10, 10), QStringLiteral("10"));
    }
    void numbersHaveATrueMinusAndNoMinusZero() {
        QCOMPARE(fixedWords(-1204.46, 1), QStringLiteral("−1\u202F204.5"));
        QCOMPARE(withTrueMinuses("d = -3.75 [-4.00, -.5] of CIFAR-10, 1e-5, 2026-11-28, a -b, pages 3-4"),
                 QStringLiteral("d = −3.75 [−4.00, −.5] of CIFAR-10, 1e-5, 2026-11-28, a -b, pages 3-4"));
        QCOMPARE(fixedWords(-0.001, 1), QStringLiteral("0.0"));
        QCOMPARE(fixedWords(NAN, 1), QStringLiteral("NaN"));
        QCOMPARE(fixedWords(-INFINITY, 1), QStringLiteral("−∞"));
    }
    void durationsReadAsAClock() {
        QCOMPARE(durationWords(130), QStringLiteral("2:10"));
        QCOMPARE(durationWords(3730), QStringLiteral("1:02:10"));
        QCOMPARE(durationWords(-1), QStringLiteral("—"));
    }

    void theInspectorShowsTheTermsOfAnImage() {
        Inspector inspector;
        InspectorFacts facts;
        facts.name = "shirt.png";
        facts.image = Image{{1, 2, 2}, {1, 2, 3, 4}, "/tmp/shirt.png", {"grey: luma of RGB", "resized"}};
        facts.breakdown = breakdownOf(-10, 5, -22.18);
        facts.dims = 4;
        facts.rank = 0.987;
        facts.reference = "FashionMNIST train, n = 1000";
        inspector.show(facts);
        QCOMPARE(textOf(inspector, "inspectorBitsPerDim"), QStringLiteral("9.803 bits/dim"));
        QCOMPARE(textOf(inspector, "inspectorDensity"), QStringLiteral("−10.0 nats"));
        QCOMPARE(textOf(inspector, "inspectorVolume"), QStringLiteral("5.0 nats"));
        QVERIFY(textOf(inspector, "inspectorLogLikelihood").contains("lower bound, 1 draw"));
        QVERIFY(textOf(inspector, "inspectorRank").contains("98.7"));
        QCOMPARE(textOf(inspector, "inspectorChanges"), QStringLiteral("grey: luma of RGB\nresized"));
        inspector.showBusy("reading…");
        QCOMPARE(textOf(inspector, "inspectorBitsPerDim"), QStringLiteral("—"));
    }

    void theInspectorSpeaksOfVolumeOnlyWhereThereIsOne() {
        Inspector inspector;
        InspectorFacts facts;
        facts.dims = 4;
        facts.breakdown =
            Breakdown{.terms = {{{.label = "reconstruction", .kind = TermKind::Reconstruction}, -8},
                                {{.label = "kl", .kind = TermKind::Divergence}, -2}},
                      .draws = 16,
                      .drawRule = DrawRule::LogMeanExp};
        inspector.show(facts);
        const auto visible = [&](const char* name) {
            return !inspector.findChild<QLabel*>(name)->isHidden();
        };
        for (const char* name : {"inspectorDensity", "inspectorVolume", "inspectorScaling"})
            QVERIFY2(!visible(name), name);
        QVERIFY(visible("inspectorParts"));
        QCOMPARE(textOf(inspector, "inspectorParts"),
                 QStringLiteral("reconstruction −8.0 nats\ndivergence −2.0 nats"));
        QVERIFY(textOf(inspector, "inspectorLogLikelihood").contains("lower bound, 16 importance draws"));
        facts.breakdown = breakdownOf(-10, 5, -22.18);
        inspector.show(facts);
        QVERIFY(visible("inspectorVolume") && !visible("inspectorParts"));
        // One part is the total, and is said once.
        facts.breakdown = Breakdown{.terms = {{{.label = "pixels", .kind = TermKind::Conditional}, -8}}};
        inspector.show(facts);
        QVERIFY(!visible("inspectorVolume") && !visible("inspectorParts"));
    }

    void theInspectorSaysWhatIsMissing() {
        Inspector inspector;
        InspectorFacts facts;
        facts.note = "Not scored.";
        inspector.show(facts);
        QCOMPARE(textOf(inspector, "inspectorNote"), QStringLiteral("Not scored."));
        QCOMPARE(textOf(inspector, "inspectorRank"), QStringLiteral("—"));
    }

    void whatIsSaidOfTheNextImageStandsOverNoFactsOfTheLast() {
        Inspector inspector;
        InspectorFacts facts;
        facts.name = "last.png";
        facts.note = "Not scored.";
        facts.image =
            Image{.shape = {1, 1, 1}, .bytes = {7}, .source = "/a/last.png", .changes = {"cropped"}};
        inspector.show(facts);
        inspector.showBusy("Score 1 image…");
        QCOMPARE(textOf(inspector, "inspectorName"), QStringLiteral("Score 1 image…"));
        for (const char* row : {"inspectorSource", "inspectorChanges", "inspectorRank"})
            QCOMPARE(textOf(inspector, row), QStringLiteral("—"));
    }

    void thePickerStaysWithinItsSet() {
        ImagePicker picker;
        picker.setChoices({{"a", "Set a", 10}, {"b", "Set b", 3}});
        QSignalSpy picked(&picker, &ImagePicker::picked);
        picker.setPicked("a", 9);
        QCOMPARE(picked.count(), 0);
        auto* index = picker.findChild<QSpinBox*>();
        QCOMPARE(index->value(), 9);
        index->setValue(50);
        QCOMPARE(index->value(), 9);
        index->setValue(4);
        QCOMPARE(picked.count(), 1);
        QCOMPARE(picked.last(), QVariantList({QString("a"), qint64(4)}));
        picker.setPicked("b", 7);
        QCOMPARE(index->value(), 2);
    }

    void theStripSaysWhatRunsHowFastAndHowLong() {
        JobStrip strip;
        strip.showDevice("CPU · 2 threads", "no CUDA");
        QCOMPARE(strip.summary(), QStringLiteral("Ready"));
        strip.show({{.what = "training glow·quick",
                     .detail = "step 3 of 8",
                     .share = 0.4,
                     .imagesPerSecond = 412,
                     .secondsLeft = 130,
                     .lane = 0}});
        QCOMPARE(strip.summary(),
                 QStringLiteral("training glow·quick  ·  step 3 of 8  ·  412 images/s  ·  2:10 left"));
        QSignalSpy cancelled(&strip, &JobStrip::cancelRequested);
        strip.findChild<QToolButton*>("cancelJob0")->click();
        QCOMPARE(cancelled.count(), 1);
        strip.show({{.what = "training glow·quick", .cancelling = true}});
        QVERIFY(strip.summary().contains("cancelling"));
        QVERIFY(!strip.findChild<QToolButton*>("cancelJob0")->isEnabled());
    }

    void theStripIsAsHighWithoutAJob() {
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        JobStrip strip;
        column->addWidget(&strip);
        window.show();
        const int before = strip.height();
        strip.show({{.what = "scoring", .share = 0.4}});
        QApplication::processEvents();
        QCOMPARE(strip.height(), before);
        QVERIFY(strip.findChild<QToolButton*>("cancelJob0")->isVisible());
    }

    void nothingOfTheStripMovesWithTheWords() {
        JobStrip strip;
        strip.resize(1000, 32);
        strip.QWidget::show();
        strip.showDevice("CPU · 2 threads", "no CUDA");
        const auto placesWith = [&](const QString& detail, double left) {
            strip.show({{.what = "training glow·quick", .detail = detail, .share = 0.1, .secondsLeft = left},
                        {.what = "scoring strokes", .detail = detail, .secondsLeft = left, .lane = 1}});
            QApplication::processEvents();
            QList<QRect> places;
            for (const char* name : {"cancelJob0", "cancelJob1"}) {
                const auto* cancel = strip.findChild<QToolButton*>(name);
                places << QRect(cancel->mapTo(&strip, QPoint(0, 0)), cancel->size());
            }
            return places;
        };
        const auto brief = placesWith("step 1", -1);
        const QString endless = QStringLiteral("a detail that is far too long for the strip ").repeated(9);
        QCOMPARE(placesWith(endless, 359'000), brief);
        for (const char* name : {"timeLeft0", "timeLeft1"}) {
            const auto* left = strip.findChild<QLabel*>(name);
            QCOMPARE(left->text(), QStringLiteral("99:43:20 left"));
            QVERIFY(left->width() >= left->fontMetrics().horizontalAdvance(left->text()));
            QVERIFY(left->isVisible());
        }
    }

    void whatIsDoneLooksOtherThanTroubleAndGoes() {
        QWidget pane;
        pane.setGeometry(200, 200, 500, 300);
        QCursor::setPos(0, 0);  // it stays while the pointer is on it
        QLineEdit elsewhere(&pane);
        Banner banner(&pane);
        banner.setDoneMs(1);
        pane.show();
        elsewhere.setFocus();
        banner.showSentence("It failed.");
        QCOMPARE(banner.property("look").toString(), QStringLiteral("trouble"));
        QCOMPARE(banner.geometry().bottomLeft(), pane.rect().bottomLeft());
        QCOMPARE(banner.width(), 500);
        pane.resize(400, 320);
        QCOMPARE(banner.width(), 400);
        QCOMPARE(banner.geometry().bottomLeft(), pane.rect().bottomLeft());
        banner.showSentence("Wrote figure.pdf", {}, Banner::Look::Done);
        QCOMPARE(banner.property("look").toString(), QStringLiteral("done"));
        QTRY_VERIFY_WITH_TIMEOUT(banner.isHidden(), kPatienceMs);
        QCOMPARE(pane.accessibleDescription(), QStringLiteral("Wrote figure.pdf"));
        // Trouble that comes while something done is shown does not go with it.
        banner.setDoneMs(100);
        banner.showSentence("Wrote figure.pdf", {}, Banner::Look::Done);
        banner.showSentence("It failed.");
        QTest::qWait(300);
        QCOMPARE(banner.sentence(), QStringLiteral("It failed."));
    }

    void theBannerOffersAWayOut() {
        Banner banner;
        QCOMPARE(banner.sentence(), QString());
        QSignalSpy remedied(&banner, &Banner::remedyRequested);
        banner.showSentence("Out of memory.", "Retry with batch 32");
        QCOMPARE(banner.sentence(), QStringLiteral("Out of memory."));
        banner.findChild<QPushButton*>("bannerRemedy")->click();
        QCOMPARE(remedied.count(), 1);
        QCOMPARE(banner.sentence(), QString());
        banner.showSentence("Something else.");
        QCOMPARE(banner.remedy(), QString());
    }

    void aListKeepsItsCurrentKeyOverAReset() {
        QStandardItemModel model;
        SideList list("DATA", "Nothing yet.");
        list.setModel(&model);
        const auto fill = [&model] {
            for (const char* key : {"a", "b"}) {
                auto* item = new QStandardItem(key);
                item->setData(QString(key), kKeyRole);
                model.appendRow(item);
            }
        };
        fill();
        QSignalSpy picked(&list, &SideList::keyPicked);
        list.view()->setCurrentIndex(model.index(1, 0));
        QCOMPARE(picked.count(), 1);
        QCOMPARE(list.currentKey(), QStringLiteral("b"));
        list.setCurrentKey("a");
        QCOMPARE(list.currentKey(), QStringLiteral("a"));
        QCOMPARE(picked.count(), 1);
    }

    void theStartPageAsksForWhatIsClicked() {
        StartPage page;
        QSignalSpy paradox(&page, &StartPage::paradoxRequested);
        auto* button = page.findChild<QPushButton*>("startParadox");
        button->click();
        QCOMPARE(paradox.count(), 1);
        page.setParadoxEnabled(false);
        button->click();
        QCOMPARE(paradox.count(), 1);
    }
};

NESCIO_TEST(tst_panels, TestPanels)
#include "tst_panels.moc"
