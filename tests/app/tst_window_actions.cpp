// The window at rest: that it comes up, that every command can be found and only meaningful ones are
// enabled, that every kind of option has an editor, and that both themes reach everything.

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

#include "app/dialogs/train_dialog.h"
#include "app/window/search_entries.h"
#include "app/window/window_settings.h"
#include "tests/test_list.h"
#include "widgets/action_search.h"
#include "widgets/banner.h"
#include "widgets/inspector.h"
#include "widgets/job_strip.h"
#include "widgets/options_form.h"
#include "widgets/side_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowActions : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void theWindowComesUp() {
        QElapsedTimer clock;
        clock.start();
        MainWindow window;
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        qInfo("window up after %lld ms", static_cast<long long>(clock.elapsed()));
    }

    void theProgramStartsAndQuits_data() {
        QTest::addColumn<QString>("platform");
        QTest::newRow("offscreen") << "offscreen";
        QTest::newRow("xcb") << "xcb";
    }
    void theProgramStartsAndQuits() {
        QFETCH(QString, platform);
        const QString xvfb = QStandardPaths::findExecutable(QStringLiteral("xvfb-run"));
        if (platform == "xcb" && xvfb.isEmpty()) QSKIP("no xvfb-run on this machine");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", platform);
        environment.insert("NESCIO_QUIT_WHEN_SHOWN", "1");
        QProcess program;
        program.setProcessEnvironment(environment);
        QElapsedTimer clock;
        clock.start();
        if (platform == "xcb")
            program.start(xvfb, {"-a", NESCIO_PROGRAM});
        else
            program.start(NESCIO_PROGRAM, {});
        QVERIFY(program.waitForFinished(kPatienceMs));
        qInfo("%s: started, shown and quit after %lld ms", qPrintable(platform),
              static_cast<long long>(clock.elapsed()));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
    }

    void everyActionHasANameATooltipAndAPlace() {
        WindowFixture fixture;
        QSet<QString> names;
        QSet<QKeySequence> keys;
        for (const QAction* action : fixture.window().actions().all()) {
            QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
            QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->objectName()));
            QVERIFY2(action->text().contains('&'), qPrintable(action->objectName() + " has no mnemonic"));
            QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
            QVERIFY2(action->shortcut().isEmpty() || !keys.contains(action->shortcut()),
                     qPrintable(action->objectName()));
            QVERIFY2(!action->associatedObjects().isEmpty(),
                     qPrintable(action->objectName() + " is in no menu"));
            names.insert(action->objectName());
            keys.insert(action->shortcut());
        }
    }

    void onlyMeaningfulActionsAreEnabledAtFirst() {
        WindowFixture fixture;
        const Actions& actions = fixture.window().actions();
        for (const QAction* action : {actions.train, actions.paradox, actions.addData, actions.openRun})
            QVERIFY2(action->isEnabled(), qPrintable(action->objectName()));
        for (const QAction* action : {actions.pause, actions.stop, actions.resumeRun, actions.score,
                                      actions.sample, actions.exportFigure, actions.copyFigure})
            QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
    }

    void aSecondClickOnTrainOpensNoSecondDialog() {
        WindowFixture fixture;
        fixture.window().actions().train->trigger();
        fixture.window().actions().train->trigger();
        QCOMPARE(fixture.window().findChildren<TrainDialog*>().size(), 1);
        auto* dialog = fixture.window().findChild<TrainDialog*>();
        QVERIFY(QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs));
        QVERIFY(!dialog->request().out.empty());
        QVERIFY(dialog->request().spec.modelOptions.empty());
    }

    void aWrongNumberForbidsToTrainAndSaysWhy() {
        WindowFixture fixture;
        fixture.window().actions().train->trigger();
        auto* dialog = fixture.window().findChild<TrainDialog*>();
        QVERIFY(QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs));
        auto* editor = dialog->findChild<QLineEdit*>(QStringLiteral("option_hidden"));
        QVERIFY(editor);
        editor->setText(QStringLiteral("many"));
        QVERIFY2(dialog->problem().contains("many"), qPrintable(dialog->problem()));
        QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("trainCommit"))->isEnabled());
        editor->setText(QStringLiteral("32"));
        QVERIFY(dialog->problem().isEmpty());
        QCOMPARE(dialog->request().spec.modelOptions.at("hidden"), OptionValue(std::int64_t{32}));
    }

    void everyOptionOfEveryModelHasAnEditor() {
        WindowFixture fixture;
        const EngineFacts& engine = fixture.session().engine();
        auto lists = std::vector<std::vector<OptionField>>{engine.trainFields};
        for (const auto& model : engine.models) lists.push_back(model.options);
        for (const auto& fields : lists) {
            OptionsForm form;
            form.setFields(fields, {});
            for (const auto& field : fields) {
                QVERIFY2(form.editor(field.id), field.id.c_str());
                QVERIFY2(!field.help.empty(), field.id.c_str());
            }
            QVERIFY2(form.problem().isEmpty(), qPrintable(form.problem()));
            QVERIFY(form.differences().empty());
        }
    }

    void theWayOutOfAFailureIsOneClick() {
        WindowFixture fixture;
        bool retried = false;
        Q_EMIT fixture.controllers().noticed(
            {"CUDA is out of memory.", "Retry with batch 32", [&] { retried = true; }});
        QCOMPARE(fixture.sentence(), QStringLiteral("CUDA is out of memory."));
        fixture.window().findChild<QPushButton*>(QStringLiteral("bannerRemedy"))->click();
        QVERIFY(retried);
        QVERIFY(fixture.sentence().isEmpty());
    }

    void searchRunsAnAction() {
        WindowFixture fixture;
        auto* search = fixture.window().parts().search;
        fixture.window().actions().search->trigger();
        QTest::keyClicks(search, QStringLiteral("inspector"));
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.window().actions().showRight->isChecked(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(search->text().isEmpty(), kPatienceMs);
        QVERIFY(!fixture.window().actions().showRight->isChecked());  // once, and not back again
    }

    void searchGoesToTabsExperimentsSetsAndRuns() {
        WindowFixture fixture;
        auto& session = fixture.session();
        for (const char* set : {"synthetic/garments-test", "synthetic/strokes-test"})
            QVERIFY(fixture.addDataSet(set));
        for (const char* path : {"/runs/a.h5", "/runs/b.h5"}) {
            RunEntry run;
            run.summary.title = path == std::string("/runs/a.h5") ? "first made up" : "second made up";
            run.summary.path = path;
            session.putRun(run);
        }
        session.setCurrentRun("/runs/a.h5");
        auto* search = fixture.window().parts().search;
        auto* tabs = fixture.window().parts().tabs;
        const auto find = [&](const QString& words) {
            search->clearFocus();
            fixture.window().actions().search->trigger();
            QTest::keyClicks(search, words);
            QTest::keyClick(search, Qt::Key_Return);
        };
        const auto titleOf = [&] { return tabs->tabText(tabs->currentIndex()).remove('&'); };
        find(QStringLiteral("detecti"));
        QTRY_COMPARE_WITH_TIMEOUT(titleOf(), QStringLiteral("Detection"), kPatienceMs);
        auto* box = fixture.window().findChild<QComboBox*>(QStringLiteral("experiment"));
        const int other = box->count() - 1;
        QVERIFY(other > 0 && box->currentIndex() != other);
        find(box->itemText(other));
        QTRY_COMPARE_WITH_TIMEOUT(titleOf(), QStringLiteral("Experiments"), kPatienceMs);
        QCOMPARE(box->currentIndex(), other);
        session.pickSet("synthetic/garments-test");
        find(QString::fromStdString(session.dataSet("synthetic/strokes-test")->title));
        QTRY_COMPARE_WITH_TIMEOUT(session.pickedSet(), std::string("synthetic/strokes-test"), kPatienceMs);
        find(QStringLiteral("second made"));
        QTRY_COMPARE_WITH_TIMEOUT(session.currentRun()->path(), std::string("/runs/b.h5"), kPatienceMs);

        // Each says what it is.
        QStringList hints;
        for (const auto& entry : searchEntries(fixture.window().actions(), fixture.window().parts(), session))
            hints << entry.hint.section(QStringLiteral(" · "), 0, 0);
        hints.removeDuplicates();
        QCOMPARE(hints, QStringList({"command", "tab", "experiment", "data set", "run"}));
    }

    /// Without a compositor, what nothing is painted on is black.
    void theFoundIsPaintedOnTheThemesGround() {
        WindowFixture fixture;
        auto* search = fixture.window().parts().search;
        fixture.window().actions().search->trigger();
        QTest::keyClicks(search, QStringLiteral("train"));
        auto* popup = search->completer()->popup();
        QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), kPatienceMs);
        QCOMPARE(popup->viewport()->palette().color(QPalette::Base), Theme::light().surface);
        QCOMPARE(popup->palette().color(QPalette::Text), Theme::light().ink);
        popup->hide();
    }

    void aMessageLiesOverTheMiddleAndMovesNothing() {
        WindowFixture fixture;
        const auto& parts = fixture.window().parts();
        parts.start();
        QApplication::processEvents();
        const auto places = [&] {
            QList<QRect> all;
            for (const QWidget* part : std::initializer_list<QWidget*>{
                     parts.panes, parts.tabs, parts.dataList, parts.inspector, parts.strip})
                all << QRect(part->mapTo(&fixture.window(), QPoint(0, 0)), part->size());
            return all;
        };
        const auto before = places();
        Q_EMIT fixture.controllers().noticed({"CUDA is out of memory.", {}, {}});
        QApplication::processEvents();
        QCOMPARE(places(), before);
        QVERIFY(parts.banner->isVisible());
        QCOMPARE(parts.banner->width(), parts.middle->width());
        const auto* tabs = parts.tabs->tabBar();
        const QRect free(tabs->mapTo(parts.middle, QPoint(0, 0)), tabs->size());
        QVERIFY2(!parts.banner->geometry().intersects(free), "the tabs must be of use meanwhile");
        QCOMPARE(parts.banner->look(), Banner::Look::Trouble);
        fixture.keepScreenshot("banner_trouble.png");
        Q_EMIT fixture.controllers().noticed({"Wrote figure.pdf", {}, {}, true});
        QCOMPARE(parts.banner->look(), Banner::Look::Done);
        fixture.keepScreenshot("banner_done.png");
    }

    void runsOfOneTitleAreToldApart() {
        WindowFixture fixture;
        for (const char* path : {"/runs/monday.h5", "/runs/tuesday.h5"}) {
            RunEntry run;
            run.summary.title = "glow·quick on garments (seed 1)";
            run.summary.path = path;
            fixture.session().putRun(run);
        }
        const auto* rows = fixture.window().parts().runList->view()->model();
        const auto name = [&](int row) { return rows->index(row, 0).data().toString(); };
        QVERIFY2(name(0).endsWith("monday") && name(1).endsWith("tuesday"), qPrintable(name(0)));
        QVERIFY(rows->index(0, 0).data(Qt::ToolTipRole).toString().contains("/runs/monday.h5"));
    }

    void theThemeSwitchIsRemembered() {
        {
            WindowFixture fixture;
            const QColor before = fixture.window().palette().color(QPalette::Window);
            fixture.window().actions().theme->trigger();
            QVERIFY(fixture.window().palette().color(QPalette::Window) != before);
        }
        const bool dark = savedDarkTheme();
        WindowFixture second;
        QCOMPARE(second.window().actions().theme->isChecked(), dark);
        second.window().actions().theme->trigger();
    }
};

NESCIO_TEST(tst_window_actions, TestWindowActions)
#include "tst_window_actions.moc"
