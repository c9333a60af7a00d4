// Files through the window: one run stands once whatever its path, nothing is replaced without a question,
// and a training that waits for a full disk says so and goes on.

#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include "app/dialogs/export_dialog.h"
#include "core/store/run_file.h"
#include "core/values/warning.h"
#include "tests/hostile_system.h"
#include "tests/test_list.h"
#include "window_fixture.h"

using namespace nescio;
using nescio::tests::FullDisk;

namespace {

QByteArray bytesOf(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

QMessageBox* question(const QWidget& parent) {
    return in<QMessageBox>(parent, "replaceQuestion");
}

}  // namespace

class TestWindowFiles : public QObject {
    Q_OBJECT

    /// Chooses a name in the file dialog of an action, as typing it does.
    static void choose(WindowFixture& fixture, QAction* action, const char* dialogName, const QString& file) {
        action->trigger();
        auto* dialog = in<QFileDialog>(fixture.window(), dialogName);
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(file);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(!in<QFileDialog>(fixture.window(), dialogName), kPatienceMs);
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void oneRunByTwoPathsStandsOnce() {
        WindowFixture fixture;
        QVERIFY(fixture.train(fixture.tinyTraining("run.h5", 4)));
        QVERIFY(fixture.settle());
        QVERIFY(QFile::link(fixture.path("run.h5"), fixture.path("link.h5")));
        for (const auto* name : {"link.h5", "./run.h5"}) {
            fixture.controllers().library.openRun(fixture.path(name));
            QVERIFY(fixture.settle());
            QCOMPARE(fixture.session().runs().size(), std::size_t{1});
            QCOMPARE(fixture.session().currentRun()->path(), fixture.path("run.h5").toStdString());
        }
        auto again = fixture.tinyTraining("link.h5", 4);
        again.mayReplace = true;
        QVERIFY(fixture.train(again));
        QCOMPARE(fixture.session().runs().size(), std::size_t{1});
        QVERIFY(QFileInfo(fixture.path("link.h5")).isSymLink());
    }

    void aFigureReplacesAFileOnlyAfterAQuestion() {
        WindowFixture fixture;
        QVERIFY(fixture.train(fixture.tinyTraining("run.h5", 4)));
        QVERIFY(fixture.settle());
        const auto file = fixture.writeBytes("figure.svg", "an earlier good file");
        QTRY_VERIFY_WITH_TIMEOUT(fixture.window().actions().exportFigure->isEnabled(), kPatienceMs);
        fixture.window().actions().exportFigure->trigger();
        auto* dialog = fixture.window().findChild<ExportDialog*>();
        QVERIFY(dialog);
        // The name is typed: no file dialog has seen it.
        in<QLineEdit>(*dialog, "exportPath")->setText(file);
        in<QPushButton>(*dialog, "exportCommit")->click();
        QVERIFY(question(*dialog) && question(*dialog)->text().contains("figure.svg"));
        question(*dialog)->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!question(*dialog), kPatienceMs);
        QCOMPARE(bytesOf(file), QByteArray("an earlier good file"));
        in<QPushButton>(*dialog, "exportCommit")->click();
        QVERIFY(question(*dialog));
        in<QPushButton>(*dialog, "replaceCommit")->click();
        QTRY_VERIFY_WITH_TIMEOUT(bytesOf(file).contains("<svg"), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!in<ExportDialog>(fixture.window(), "exportDialog"), kPatienceMs);
    }

    void aReportAsksForBothOfItsFiles() {
        WindowFixture fixture;
        QVERIFY(fixture.train(fixture.tinyTraining("run.h5", 4)));
        QVERIFY(fixture.settle());
        const auto pdf = fixture.writeBytes("report.pdf", "an earlier good file");
        choose(fixture, fixture.window().actions().report, "writeReport", fixture.path("report.html"));
        QVERIFY(question(fixture.window()) && question(fixture.window())->text().contains("report.pdf"));
        question(fixture.window())->button(QMessageBox::Cancel)->click();
        QVERIFY(fixture.settle());
        QCOMPARE(bytesOf(pdf), QByteArray("an earlier good file"));
        QVERIFY(!QFile::exists(fixture.path("report.html")));
    }

    void aSecondModelIsNotTrainedIntoTheRunItIsFor() {
        WindowFixture fixture;
        QVERIFY(fixture.train(fixture.tinyTraining("run.h5", 4)));
        QVERIFY(fixture.settle());
        const auto before = bytesOf(fixture.path("run.h5"));
        auto request = fixture.tinyTraining("run.h5", 4);
        request.companion = fixture.path("run.h5").toStdString();
        request.mayReplace = true;
        fixture.controllers().training.start(request);
        QTRY_VERIFY_WITH_TIMEOUT(fixture.sentence().contains("another file"), kPatienceMs);
        QVERIFY(fixture.settle());
        QVERIFY(bytesOf(fixture.path("run.h5")) == before);
    }

    void aFullDiskMakesATrainingWaitAndSaySo() {
        WindowFixture fixture;
        auto request = fixture.tinyTraining("run.h5", 4000);
        request.spec.trainOptions["checkpoint_seconds"] = 0.0;
        fixture.controllers().training.start(request);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(fixture.path("run.h5")), kPatienceMs);
        {
            const FullDisk full(4096);
            QTRY_VERIFY_WITH_TIMEOUT(fixture.sentence().contains("waits and goes on by itself"), kPatienceMs);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!fixture.session().runs().front().summary.history.empty(), kPatienceMs);
        const auto steps = fixture.session().runs().front().summary.step;
        in<QPushButton>(fixture.window(), "bannerRemedy")->click();
        QTRY_VERIFY_WITH_TIMEOUT(fixture.session().runs().front().summary.step > steps, kPatienceMs);
        fixture.controllers().training.stop();
        QVERIFY(fixture.settle());
        QCOMPARE(readRunSummary(request.out).state, RunState::Stopped);
    }

    void whatTheEngineWarnsOfStandsInTheBanner() {
        WindowFixture fixture;
        warn("the folder cannot be locked");
        QTRY_COMPARE_WITH_TIMEOUT(fixture.sentence(), QString("the folder cannot be locked"), kPatienceMs);
    }
};

NESCIO_TEST(tst_window_files, TestWindowFiles)
#include "tst_window_files.moc"
