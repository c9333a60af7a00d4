// Watching sets along a training, in the window: the dialog offers them, the Training tab shows them live and
// from the file, a slider goes through the steps, and resuming goes on with them.

#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "app/dialogs/train_dialog.h"
#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/training/training_page.h"
#include "core/analysis/watched.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/history_plot.h"
#include "widgets/plots/result_plot.h"
#include "widgets/ticked_slider.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowWatch : public QObject {
    Q_OBJECT

    static TrainingPage* pageOf(WindowFixture& fixture) {
        return fixture.window().parts().page<TrainingPage>();
    }
    static TickedSlider* sliderOf(WindowFixture& fixture) {
        return pageOf(fixture)->findChild<TickedSlider*>("watchedSlider");
    }
    static QString wordsOf(WindowFixture& fixture) {
        return pageOf(fixture)->findChild<QLabel*>("watchedWords")->text();
    }
    static TrainRequest watching(const WindowFixture& fixture, const QString& out, int steps) {
        auto request = fixture.tinyTraining(out, steps);
        request.spec.watch = {"synthetic/garments-test", "synthetic/strokes-test"};
        request.spec.watchImages = 32;
        return request;
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void theDialogMarksTheTestSetAndTheCheckedSets() {
        WindowFixture fixture;
        QVERIFY(fixture.addDataSet("synthetic/garments"));
        QVERIFY(fixture.addDataSet("synthetic/strokes-test"));
        fixture.window().actions().train->trigger();
        auto* dialog = fixture.window().findChild<TrainDialog*>();
        QVERIFY(dialog && QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs));
        auto* data = dialog->findChild<QComboBox*>("trainData");
        data->setCurrentIndex(data->findData("synthetic/garments"));
        auto* list = dialog->findChild<QListWidget*>("trainWatch");
        QVERIFY(list && list->count() >= 2 && !list->toolTip().isEmpty());
        const std::vector<std::string> expected{"synthetic/garments-test", "synthetic/strokes-test"};
        QCOMPARE(dialog->request().spec.watch, expected);
        QCOMPARE(dialog->request().spec.watchImages, 128);
        dialog->findChild<QSpinBox*>("trainWatchImages")->setValue(16);
        list->item(1)->setCheckState(Qt::Unchecked);
        QCOMPARE(dialog->request().spec.watch, std::vector<std::string>{"synthetic/garments-test"});
        QCOMPARE(dialog->request().spec.watchImages, 16);
        if (const QString folder = qEnvironmentVariable("NESCIO_SCREENSHOTS"); !folder.isEmpty()) {
            QVERIFY(QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs));
            QTest::qWait(100);
            dialog->grab().save(QDir(folder).filePath("train_watch.png"));
        }
    }

    void aRunThatWatchesNothingShowsItsCurveOnly() {
        WindowFixture fixture;
        QVERIFY(fixture.train(fixture.tinyTraining("plain.h5", 12)));
        QVERIFY(fixture.settle());
        fixture.window().parts().tabs->setCurrentWidget(pageOf(fixture));
        QVERIFY(pageOf(fixture)->history()->isVisible() && pageOf(fixture)->history()->hasData());
        QVERIFY(!pageOf(fixture)->terms()->isVisible() && !sliderOf(fixture)->isVisible());
        QVERIFY(fixture.window().parts().currentPlot() == pageOf(fixture)->history());
    }

    void theSliderGoesThroughTheSteps() {
        WindowFixture fixture;
        const auto request = watching(fixture, "watched.h5", 24);
        QVERIFY(fixture.train(request));
        QVERIFY(fixture.settle());
        fixture.window().parts().tabs->setCurrentWidget(pageOf(fixture));
        auto* page = pageOf(fixture);
        auto* slider = sliderOf(fixture);
        QVERIFY(QTest::qWaitFor([&] { return slider->isVisible() && slider->maximum() == 24; }, kPatienceMs));
        QVERIFY(page->terms()->hasData() && page->histogram()->hasData());
        QCOMPARE(slider->value(), slider->maximum());  // the newest
        QVERIFY2(wordsOf(fixture).startsWith("step 24 of 24: "), qPrintable(wordsOf(fixture)));
        const auto edges = page->histogram()->csv().section('\n', 1, 1).section(',', 0, 1);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        QVERIFY(wordsOf(fixture).startsWith("step 0 of 24: "));
        QCOMPARE(page->histogram()->csv().section('\n', 1, 1).section(',', 0, 1), edges);
        QTest::keyClick(slider, Qt::Key_Right);
        QVERIFY(wordsOf(fixture).startsWith("step 1 of 24: "));
        QVERIFY(page->histogram()->summary().contains("strokes"));

        // What is said is what the file says.
        const auto stored = readRunSummary(request.out);
        QCOMPARE(stored.watched.size(), 2U);
        const auto step = overtakingStep(stored.watched[0], stored.watched[1]);
        const QString expected = !step        ? QStringLiteral("has not overtaken")
                                 : *step == 0 ? QStringLiteral("from the start")
                                              : QStringLiteral("at step %1").arg(*step);
        QVERIFY2(wordsOf(fixture).contains(expected), qPrintable(wordsOf(fixture)));
        const auto strong = std::count_if(slider->ticks().begin(), slider->ticks().end(),
                                          [](const auto& tick) { return tick.strong; });
        QCOMPARE(strong, step ? 1 : 0);

        page->terms()->setFocus();
        QVERIFY(fixture.window().parts().currentPlot() == page->terms());
        QVERIFY(fixture.window().actions().exportFigure->isEnabled());
        page->histogram()->setFocus();
        QVERIFY(fixture.window().parts().currentPlot() == page->histogram());
        fixture.keepScreenshot("watched_synthetic.png");

        // Another window reads the same from the file.
        WindowFixture other;
        other.controllers().library.openRun(QString::fromStdString(request.out));
        QVERIFY(QTest::qWaitFor([&] { return sliderOf(other)->maximum() == 24; }, kPatienceMs));
        QVERIFY(wordsOf(other).startsWith("step 24 of 24: "));
    }

    void itIsShownWhileTrainingAndGoesOnWhenResumed() {
        WindowFixture fixture;
        auto& training = fixture.controllers().training;
        const auto request = watching(fixture, "long.h5", 100'000);
        QSignalSpy ended(&training, &TrainingController::ended);
        training.start(request);
        fixture.window().parts().tabs->setCurrentWidget(pageOf(fixture));
        QVERIFY2(QTest::qWaitFor([&] { return sliderOf(fixture)->isVisible(); }, kPatienceMs),
                 "not shown live");
        QTest::qWait(100);
        fixture.keepScreenshot("watched_live.png");
        training.stop();
        QVERIFY(ended.wait(kPatienceMs));
        const auto stopped = readRunSummary(request.out).watched;
        QCOMPARE(stopped.size(), 2U);
        training.resumeRun(request.out);
        const auto looks = stopped[0].steps.size();
        QVERIFY(QTest::qWaitFor(
            [&] { return fixture.session().run(request.out)->summary.step > stopped[0].steps.back() + 3200; },
            kPatienceMs));
        training.stop();
        QVERIFY(ended.wait(kPatienceMs));
        const auto resumed = readRunSummary(request.out).watched;
        QCOMPARE(resumed.size(), 2U);
        QVERIFY(resumed[0].steps.size() > looks);
        QVERIFY(std::equal(stopped[0].total.begin(), stopped[0].total.end(), resumed[0].total.begin()));
    }

    void anOpenedStoppedRunSaysWhatCanBeDone() {
        {
            WindowFixture fixture;
            auto request = watching(fixture, "stopped.h5", 100'000);
            QSignalSpy ended(&fixture.controllers().training, &TrainingController::ended);
            fixture.controllers().training.start(request);
            QVERIFY(QTest::qWaitFor(
                [&] {
                    return sliderOf(fixture)->maximum() >= 0 && fixture.session().currentRun() &&
                           fixture.session().currentRun()->summary.step > 0;
                },
                kPatienceMs));
            fixture.controllers().training.stop();
            QVERIFY(ended.wait(kPatienceMs));

            WindowFixture other;
            QString sentence;
            connect(other.window().findChild<FigureController*>(), &FigureController::empty, this,
                    [&](const QString& words) { sentence = words; });
            other.controllers().library.openRun(QString::fromStdString(request.out));
            QTRY_VERIFY_WITH_TIMEOUT(other.session().currentRun(), kPatienceMs);
            QTRY_VERIFY2_WITH_TIMEOUT(sentence.contains("Nothing is scored yet"), qPrintable(sentence),
                                      kPatienceMs);
            const auto& actions = other.window().actions();
            QVERIFY2(sentence.contains("Score…") && actions.score->isEnabled(), qPrintable(sentence));
            QVERIFY2(sentence.contains("Score everything it names") && actions.scoreNamed->isEnabled(),
                     qPrintable(sentence));
            QVERIFY2(sentence.contains("Training tab"), qPrintable(sentence));
            // And it is as the sentence says.
            bool drawn = false;
            connect(other.window().findChild<FigureController*>(), &FigureController::drawn, this,
                    [&](const HistogramData&) { drawn = true; });
            actions.scoreNamed->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(drawn, kPatienceMs);
        }
    }

    void aWatchedSetThatIsGoneCanBeDoneWithout() {
        WindowFixture fixture;
        auto request = watching(fixture, "without.h5", 4);
        request.spec.watch = {fixture.path("gone").toStdString()};
        QList<Notice> notices;
        connect(&fixture.controllers(), &Controllers::noticed, this,
                [&](const Notice& notice) { notices << notice; });
        fixture.controllers().training.start(request);
        QVERIFY(QTest::qWaitFor([&] { return !notices.isEmpty() && notices.last().action; }, kPatienceMs));
        QVERIFY(notices.last().sentence.contains("could not be read"));
        QSignalSpy ended(&fixture.controllers().training, &TrainingController::ended);
        notices.last().action();
        QVERIFY(ended.wait(kPatienceMs));
        QVERIFY(readRunSummary(request.out).watched.empty());
    }

    /// Pictures of a run of yours: NESCIO_WATCHED_RUN.
    void aRunOfYours() {
        const QString run = qEnvironmentVariable("NESCIO_WATCHED_RUN");
        if (run.isEmpty()) QSKIP("NESCIO_WATCHED_RUN names no run");
        WindowFixture fixture;
        fixture.controllers().library.openRun(run);
        fixture.window().parts().start();
        fixture.window().parts().tabs->setCurrentWidget(pageOf(fixture));
        QVERIFY(QTest::qWaitFor([&] { return sliderOf(fixture)->isVisible(); }, kPatienceMs));
        QVERIFY(fixture.settle());
        for (const int part : {0, 2, 4}) {
            sliderOf(fixture)->setValue(sliderOf(fixture)->maximum() * part / 4);
            QTest::qWait(100);
            fixture.keepScreenshot(QStringLiteral("watched_%1.png").arg(part));
        }
        fixture.window().setTheme(true);
        fixture.keepScreenshot("watched_dark.png");
        fixture.window().setTheme(false);
    }
};

NESCIO_TEST(tst_window_watch, TestWindowWatch)
#include "tst_window_watch.moc"
