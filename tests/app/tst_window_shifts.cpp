// The Shifts page: the slider is followed, the newest position wins, numbers are those of the whole shifted
// set, the axis stays, and what cannot be shifted is answered by a sentence.

#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "app/pages/shifts/shifts_page.h"
#include "core/density/frozen_model.h"
#include "datasets/shift.h"
#include "tests/test_list.h"
#include "widgets/image_grid.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/ticked_slider.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowShifts : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    std::vector<ShiftAnswer> m_answers;

    [[nodiscard]] ShiftsPage* page() const { return m_fixture->window().parts().page<ShiftsPage>(); }
    template <class W>
    W* in(const char* name) const {
        return page()->findChild<W*>(QString::fromLatin1(name));
    }
    [[nodiscard]] TickedSlider* slider() const { return in<TickedSlider>("shiftSlider"); }
    void chooseShift(const char* id) const {
        auto* box = in<QComboBox>("shiftKind");
        box->setCurrentIndex(box->findData(QString::fromLatin1(id)));
    }
    void chooseSet(const QString& id) const {
        auto* box = in<QComboBox>("shiftSet");
        const int at = box->findData(id);
        box->setCurrentIndex(at);
        Q_EMIT box->activated(at);
    }
    [[nodiscard]] bool complete(int timeoutMs = kPatienceMs) const {
        return QTest::qWaitFor(
            [this] {
                return !m_answers.empty() && m_answers.back().complete &&
                       m_answers.back().question == page()->request().question;
            },
            timeoutMs);
    }
    [[nodiscard]] const HistogramData& drawn() const { return m_answers.back().histogram; }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        connect(m_fixture->window().findChild<ShiftController*>(), &ShiftController::drawn, this,
                [this](const ShiftAnswer& answer) { m_answers.push_back(answer); });
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void withoutARunItSaysSo() {
        m_fixture->window().parts().start();
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QVERIFY(page()->plot()->sentence().contains("No run yet"));
        QVERIFY(!page()->plot()->hasData());
        QVERIFY(!m_fixture->window().actions().exportFigure->isEnabled());
        for (auto* widget : page()->findChildren<QWidget*>(QRegularExpression("^shift")))
            QVERIFY2(!widget->toolTip().isEmpty() || widget->objectName() == "shiftPlot" ||
                         widget->objectName() == "shiftMeaning",
                     qPrintable(widget->objectName()));
    }

    void theTestSetIsShiftedFirst() {
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 30)));
        QVERIFY(m_fixture->settle());
        QCOMPARE(page()->request().setId, std::string("synthetic/garments-test"));
        QVERIFY(complete());
        QCOMPARE(drawn().series.size(), 2U);
        QCOMPARE(drawn().series[0].role, SetRole::Train);
        QCOMPARE(drawn().series[1].n, 256);
        QVERIFY(drawn().series[1].available > 256);
        QVERIFY(drawn().verdict.find("0.50 [") != std::string::npos);  // neutral: the images themselves
        QVERIFY(!in<QPushButton>("shiftNeutral")->isEnabled());
    }

    void theNumbersAreThoseOfTheWholeShiftedSet() {
        chooseShift("gaussian_noise");
        slider()->setValue(250);
        QVERIFY(complete());
        const auto& answer = m_answers.back();
        QCOMPARE(answer.question.strength, 6.0);
        const auto set = m_fixture->session().dataSet("synthetic/garments-test")->images->evenly(256);
        const auto moved = shifted(set, shiftKind("gaussian_noise"), 6, {});
        const auto table = m_fixture->session().currentRun()->model->get()->evaluate(moved, {});
        const auto whole = table->bitsPerDims();
        QCOMPARE(answer.bitsPerDim.size(), whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i)
            QVERIFY(std::abs(answer.bitsPerDim[i] - whole[i]) <
                    1e-5);  // batches of other sizes round differently
        QCOMPARE(answer.images->image(3).front(), moved.image(3).front());
        QVERIFY(in<ImageGrid>("shiftStrip")->isVisible());
    }

    void draggingIsFollowedAndTheNewestPositionWins() {
        chooseShift("graying_to_mean");
        QVERIFY(complete());
        const auto edges = drawn().edges;
        m_answers.clear();
        for (int at = 0; at <= slider()->maximum(); at += 5) {
            slider()->setValue(at);
            QTest::qWait(5);
        }
        QVERIFY(complete());
        QCOMPARE(m_answers.back().question.strength, 0.0);
        QVERIFY2(m_answers.size() > 3, "the histogram must move while the slider does");
        std::int64_t fewest = 256;
        for (const auto& answer : m_answers) {
            QCOMPARE(answer.histogram.series[1].n, static_cast<std::int64_t>(answer.bitsPerDim.size()));
            QVERIFY(answer.histogram.edges == edges);
            fewest = std::min(fewest, answer.histogram.series[1].n);
        }
        QVERIFY(fewest < 256);  // the first batch of a position is shown, with the n it has
        QVERIFY(page()->plot()->sentence().isEmpty());
        QVERIFY(drawn().note.find("mean image of") != std::string::npos);
        m_fixture->keepScreenshot("shifts_synthetic.png");
        in<QPushButton>("shiftNeutral")->click();
        QVERIFY(complete());
        QCOMPARE(m_answers.back().question.strength, 1.0);
    }

    void keysMoveTheSlider() {
        slider()->setFocus();
        QTest::keyClick(slider(), Qt::Key_PageUp);
        QCOMPARE(page()->request().question.strength, 0.8);
        QTest::keyClick(slider(), Qt::Key_Right);
        QCOMPARE(page()->request().question.strength, 0.79);
        QTest::keyClick(slider(), Qt::Key_PageDown);
        QTest::keyClick(slider(), Qt::Key_End);
        QCOMPARE(page()->request().question.strength, 0.0);
        QTest::keyClick(slider(), Qt::Key_Home);
        QCOMPARE(page()->request().question.strength, 1.0);
        chooseShift("translation");
        QTest::keyClick(slider(), Qt::Key_End);
        QTest::keyClick(slider(), Qt::Key_Left);
        QCOMPARE(page()->request().question.strength, 7.0);
    }

    void everyShiftIsDrawnOrSaysWhyNot() {
        for (const auto& kind : shiftKinds()) {
            chooseShift(kind.id.c_str());
            slider()->setValue(slider()->maximum());
            QCOMPARE(page()->request().question.strength, kind.sweep.back());
            if (kind.needsColour) {
                QVERIFY(page()->plot()->sentence().contains("grey images"));
                continue;
            }
            QVERIFY2(complete(), kind.id.c_str());
            QVERIFY2(page()->plot()->hasData() && page()->plot()->sentence().isEmpty(), kind.id.c_str());
            QCOMPARE(drawn().series[1].outside, 0);
        }
    }

    void oneImageOfAnotherShapeIsFittedAndSaidSo() {
        QVERIFY(m_fixture->addDataSet(m_fixture->writePng("flat.png", 40, 30, 90).toStdString()));
        const auto id = m_fixture->session().dataSets().back().id;
        chooseShift("brightness");
        chooseSet(QString::fromStdString(id));
        slider()->setValue(120);
        QVERIFY(complete());
        QCOMPARE(drawn().series[1].n, 1);
        QVERIFY2(drawn().note.find("crop") != std::string::npos ||
                     drawn().note.find("resize") != std::string::npos,
                 drawn().note.c_str());
        QVERIFY(page()->plot()->hasData());
        chooseSet("synthetic/garments-test");
        in<QSpinBox>("shiftCount")->setValue(1);
        QVERIFY(QTest::qWaitFor([&] { return m_answers.back().complete && drawn().series[1].n == 1; },
                                kPatienceMs));
        in<QSpinBox>("shiftCount")->setValue(256);
        QVERIFY(QTest::qWaitFor([&] { return m_answers.back().complete && drawn().series[1].n == 256; },
                                kPatienceMs));
    }

    void aSetThatCannotBeReadIsASentence() {
        DataEntry gone;
        gone.id = "gone";
        gone.title = "Gone";
        gone.what = m_fixture->path("gone").toStdString();
        gone.shape = {1, 28, 28};
        gone.count = gone.available = 10;
        m_fixture->session().putDataSet(std::move(gone));
        chooseSet("gone");
        QVERIFY(QTest::qWaitFor([&] { return page()->plot()->sentence().contains("could not be read"); },
                                kPatienceMs));
        m_answers.clear();
        m_fixture->session().removeDataSet("gone");
        QVERIFY(complete());
    }

    void valuesThatAreNotFiniteAreCountedAndNotDrawn() {
        ShiftAnswer answer = m_answers.back();
        answer.histogram.series[1].notFinite = answer.histogram.series[1].n;
        answer.histogram.series[1].density.assign(answer.histogram.series[1].density.size(), 0);
        answer.bitsPerDim.assign(answer.bitsPerDim.size(), std::nan(""));
        page()->showAnswer(answer);
        QVERIFY(page()->plot()->hasData() && !page()->plot()->grab().isNull());
    }

    void theFigureIsExported() {
        QVERIFY(m_fixture->window().parts().currentPlot() == page()->plot());
        QVERIFY(m_fixture->window().actions().exportFigure->isEnabled());
        m_fixture->window().actions().copyFigure->trigger();
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
        QVERIFY(page()->plot()->csv().contains("bin_low"));
    }

    /// Prints how long a redraw takes on a run of yours: NESCIO_RUN, with its data in NESCIO_DATA.
    void theTimeToARedrawIsMeasured() {
        const QString run = qEnvironmentVariable("NESCIO_RUN");
        if (run.isEmpty()) QSKIP("NESCIO_RUN names no run");
        m_fixture->window().parts().start();
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        m_fixture->controllers().library.openRun(run);
        const auto opened = [&] {
            const auto* current = m_fixture->session().currentRun();
            return current && QString::fromStdString(current->path()) == run;
        };
        QVERIFY(QTest::qWaitFor(opened, kPatienceMs));
        QVERIFY(m_fixture->settle());
        chooseSet(QString::fromStdString(m_fixture->window().findChild<ShiftController*>()->standardSet()));
        const QByteArray shift = qEnvironmentVariable("NESCIO_SHIFT", "blur").toUtf8();
        chooseShift(shift.constData());
        QVERIFY(complete());
        std::vector<double> first, all;
        const int stride = slider()->maximum() / 20;
        for (int i = 1; i <= 20; ++i) {
            // The loop sleeps while nothing happens, as it does under a hand: a busy one would take a core
            // away.
            QEventLoop loop;
            QElapsedTimer clock;
            const auto follow = connect(
                m_fixture->window().findChild<ShiftController*>(), &ShiftController::drawn, this, [&] {
                    page()->plot()->repaint();
                    const double elapsedMs = static_cast<double>(clock.nsecsElapsed()) / 1e6;
                    if (first.size() < static_cast<std::size_t>(i)) first.push_back(elapsedMs);
                    if (m_answers.back().bitsPerDim.size() < 256) return;
                    all.push_back(elapsedMs);
                    loop.quit();
                });
            clock.start();
            slider()->setValue(i * stride);
            loop.exec();
            disconnect(follow);
            QVERIFY(complete());
            if (i == 10) m_fixture->keepScreenshot(QStringLiteral("shifts.png"));
        }
        std::sort(first.begin(), first.end());
        std::sort(all.begin(), all.end());
        qInfo(
            "%s of %s: first redraw median %.0f ms, worst %.0f ms; all 256 images median %.0f ms, worst "
            "%.0f ms; 20 positions",
            shift.constData(), page()->request().setId.c_str(), first[10], first.back(), all[10], all.back());
        m_fixture->window().setTheme(true);
        m_fixture->keepScreenshot(QStringLiteral("shifts_dark.png"));
        m_fixture->window().setTheme(false);
    }
};

NESCIO_TEST(tst_window_shifts, TestWindowShifts)
#include "tst_window_shifts.moc"
