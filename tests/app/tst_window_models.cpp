// The train dialog and models of every kind: each one the engine has is offered with its own form, members
// make an ensemble, and the second models of a run start from that run.

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "app/dialogs/train_dialog.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "widgets/options_form.h"
#include "widgets/side_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowModels : public QObject {
    Q_OBJECT

    static TrainDialog* opened(WindowFixture& fixture, QAction* action) {
        action->trigger();
        auto* dialog = fixture.window().findChild<TrainDialog*>();
        if (!dialog || !QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs))
            return nullptr;
        return dialog;
    }
    static void keep(const QWidget& widget, const QString& name) {
        const QString folder = qEnvironmentVariable("NESCIO_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QTest::qWait(50);  // a form that was just filled is laid out
        const_cast<QWidget&>(widget).grab().save(QDir(folder).filePath(name));
    }
    /// The run that companions are made for, opened as a user would.
    static bool openTinyRun(WindowFixture& fixture) {
        if (!fixture.train(fixture.tinyTraining("flow.h5", 4))) return false;
        return fixture.settle();
    }

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void everyModelHasAForm() {
        WindowFixture fixture;
        auto* dialog = opened(fixture, fixture.window().actions().train);
        QVERIFY(dialog);
        auto* models = in<QComboBox>(*dialog, "trainModel");
        const auto& infos = fixture.session().engine().models;
        QCOMPARE(models->count(), static_cast<int>(infos.size()));
        QCOMPARE(dialog->request().spec.model, RunSpec().model);  // not the first of the alphabet
        for (int at = 0; at < models->count(); ++at) {
            const ModelInfo& info = infos[static_cast<std::size_t>(at)];
            QCOMPARE(models->itemText(at), QString::fromStdString(info.title));
            models->setCurrentIndex(at);
            QVERIFY(QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs));
            for (int tab = 0; tab < 2; ++tab) {
                in<QTabWidget>(*dialog, "trainTabs")->setCurrentIndex(tab);
                QTest::qWait(1);
                keep(*dialog,
                     QStringLiteral("train_%1_%2.png").arg(QString::fromStdString(info.id)).arg(tab));
                // Nothing is cut off at the side: a form that must be scrolled sideways is not read.
                for (const auto* area : dialog->findChildren<QScrollArea*>())
                    if (area->isVisible())
                        QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                                 info.id.c_str());
            }
            in<QTabWidget>(*dialog, "trainTabs")->setCurrentIndex(0);
            QCOMPARE(dialog->request().spec.model, info.id);
            QVERIFY(dialog->request().spec.modelOptions.empty());
        }
    }

    void membersMakeAnEnsemble() {
        WindowFixture fixture;
        auto* dialog = opened(fixture, fixture.window().actions().train);
        QVERIFY(dialog);
        QCOMPARE(dialog->request().spec.members, 1);
        auto* members = in<QSpinBox>(*dialog, "trainMembers");
        QCOMPARE(members->minimum(), 1);
        QCOMPARE(members->maximum(), 100);
        QVERIFY(!members->toolTip().isEmpty());
        members->setValue(2);
        QCOMPARE(dialog->request().spec.members, 2);
        QVERIFY(dialog->request().out.find("2x") != std::string::npos);

        TrainRequest request = fixture.tinyTraining("ensemble.h5", 2);
        request.spec.members = 2;
        dialog->close();
        QVERIFY(fixture.train(request));
        QVERIFY(fixture.settle());
        QCOMPARE(readRunSummary(request.out).spec.members, 2);
        QVERIFY(QString::fromStdString(fixture.session().currentRun()->summary.title).startsWith("2 × glow"));
    }

    void aBackgroundModelStartsFromItsRun() {
        WindowFixture fixture;
        QVERIFY(!fixture.window().actions().trainBackground->isEnabled());
        QVERIFY(openTinyRun(fixture));
        const RunSpec of = fixture.session().currentRun()->summary.spec;
        auto* dialog = opened(fixture, fixture.window().actions().trainBackground);
        QVERIFY(dialog);
        keep(*dialog, "train_background.png");
        const TrainRequest request = dialog->request();
        QCOMPARE(request.spec.model, of.model);
        QCOMPARE(request.spec.trainData, of.trainData);
        QCOMPARE(request.spec.trainLimit, of.trainLimit);
        QCOMPARE(request.spec.companionOf, std::string("flow.h5"));
        QCOMPARE(realOption(request.spec.trainOptions, "mutation"), 0.1);
        QCOMPARE(intOption(request.spec.modelOptions, "hidden"), 4);
        QCOMPARE(intOption(request.spec.trainOptions, "steps"), 4);
        QVERIFY(in<QLabel>(*dialog, "trainHeading")->text().contains("Background model of glow"));

        in<QLineEdit>(*dialog, "trainOut")->setText(fixture.path("background.h5"));
        QSignalSpy ended(&fixture.controllers().training, &TrainingController::ended);
        in<QPushButton>(*dialog, "trainCommit")->click();
        QVERIFY(ended.wait(kPatienceMs));
        const RunSummary made = readRunSummary(fixture.path("background.h5").toStdString());
        QCOMPARE(made.spec.companionOf, std::string("flow.h5"));
        auto mutated = of.trainOptions;
        mutated["mutation"] = 0.1;
        QVERIFY(made.spec.trainOptions == mutated);
        QVERIFY(made.spec.modelOptions == of.modelOptions);
        QVERIFY(fixture.settle());
    }

    void aLocalModelSeesTheSameImages() {
        WindowFixture fixture;
        QVERIFY(openTinyRun(fixture));
        auto* dialog = opened(fixture, fixture.window().actions().trainLocal);
        QVERIFY(dialog);
        keep(*dialog, "train_local.png");
        const RunSpec spec = dialog->request().spec;
        QCOMPARE(spec.model, std::string("local_pixelcnn"));
        QCOMPARE(spec.preset, std::string("quick"));
        QCOMPARE(spec.trainData, std::string("synthetic/garments"));
        QCOMPARE(spec.companionOf, std::string("flow.h5"));
        QVERIFY(spec.modelOptions.empty() && spec.trainOptions.empty());

        // Images of another shape could not be compared.
        auto* data = in<QComboBox>(*dialog, "trainData");
        const int colour = data->findText("3×32×32", Qt::MatchContains);
        QVERIFY(colour >= 0);
        data->setCurrentIndex(colour);
        QVERIFY2(
            dialog->problem().contains("Expected images of 1×28×28") && dialog->problem().contains("3×32×32"),
            qPrintable(dialog->problem()));
        QVERIFY(!in<QPushButton>(*dialog, "trainCommit")->isEnabled());
    }

    void aRowOfTheRunListOffersBoth() {
        WindowFixture fixture;
        QVERIFY(openTinyRun(fixture));
        const QString key = QString::fromStdString(fixture.session().currentRun()->path());
        Q_EMIT fixture.window().parts().runList->menuRequested(key, {});
        auto* menu = fixture.window().findChild<QMenu*>(QStringLiteral("runMenu"));
        QVERIFY(menu);
        QStringList texts;
        for (const auto* action : menu->actions()) texts << action->text().remove('&');
        QVERIFY(texts.contains("Train a background model for this run…"));
        QVERIFY(texts.contains("Train a local model for this run…"));
        menu->close();
    }
};

NESCIO_TEST(tst_window_models, TestWindowModels)
#include "tst_window_models.moc"
