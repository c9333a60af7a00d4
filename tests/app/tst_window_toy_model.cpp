// Adding a model needs no change outside its own file: one that this test registers is offered, shows its
// options, trains, is listed, scored, drawn and explained by a window that has never heard of it.

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "app/dialogs/train_dialog.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "core/store/run_file.h"
#include "tests/test_list.h"
#include "toy_model.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/per_pixel_plot.h"
#include "widgets/side_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowToyModel : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] const WindowParts& parts() const { return m_fixture->window().parts(); }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        addToyModel();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/garments"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void theDialogOffersItWithItsOptionsAndItTrains() {
        m_fixture->window().actions().train->trigger();
        auto* dialog = m_fixture->window().findChild<TrainDialog*>();
        QVERIFY(dialog);
        auto* models = in<QComboBox>(*dialog, "trainModel");
        QVERIFY(models->findText("Toy of a test") >= 0);
        models->setCurrentIndex(models->findText("Toy of a test"));
        auto* data = in<QComboBox>(*dialog, "trainData");
        data->setCurrentIndex(data->findData("synthetic/garments"));
        QVERIFY(QTest::qWaitFor([&] { return dialog->problem().isEmpty(); }, kPatienceMs));
        auto* shared = in<QCheckBox>(*dialog, "option_shared");
        QVERIFY(shared && !shared->isChecked());
        QCOMPARE(shared->toolTip(), QStringLiteral("All pixels share one distribution."));
        QCOMPARE(in<QLineEdit>(*dialog, "option_steps")->text(), QStringLiteral("30"));  // its preset
        in<QSpinBox>(*dialog, "trainLimit")->setValue(512);
        in<QLineEdit>(*dialog, "trainOut")->setText(m_fixture->path("toy.h5"));
        QSignalSpy ended(&m_fixture->controllers().training, &TrainingController::ended);
        in<QPushButton>(*dialog, "trainCommit")->click();
        QVERIFY(ended.wait(kPatienceMs));
        QVERIFY(ended.last().at(1).toBool());
        QVERIFY(m_fixture->settle());
    }

    void theRunIsListed() {
        const auto* run = m_fixture->session().currentRun();
        QVERIFY(run);
        QCOMPARE(run->summary.spec.model, std::string("toy"));
        QCOMPARE(run->summary.state, RunState::Finished);
        QCOMPARE(parts().runList->currentKey(), m_fixture->path("toy.h5"));
        // It learnt something: uniform bytes cost 8 bits each.
        QVERIFY(run->summary.history.back().total < 7);
    }

    void setsAreScoredAndDrawn() {
        const auto* run = m_fixture->session().currentRun();
        // The test images of what it was trained on were watched, which brought them into the window.
        for (const char* set : {"synthetic/garments", "synthetic/garments-test", "synthetic/strokes-test"}) {
            QVERIFY2(run->tables.contains(set), set);
            QCOMPARE(run->tables.at(set)->tightness, Tightness::Exact);
        }
        QCOMPARE(evaluatedSets(readRunSummary(m_fixture->path("toy.h5").toStdString())).size(), 3U);
        parts().tabs->setCurrentWidget(parts().page<LikelihoodsPage>());
        QVERIFY(parts().page<LikelihoodsPage>()->plot()->hasData());
        QVERIFY2(parts().page<LikelihoodsPage>()->plot()->summary().contains("Synthetic strokes test"),
                 qPrintable(parts().page<LikelihoodsPage>()->plot()->summary()));
        m_fixture->keepScreenshot("toy_histogram.png");
    }

    void anImageIsExplained() {
        parts().tabs->setCurrentWidget(parts().page<BreakdownPage>());
        m_fixture->session().select({"synthetic/strokes-test", 0});
        QVERIFY(
            QTest::qWaitFor([&] { return parts().page<BreakdownPage>()->plot()->hasData(); }, kPatienceMs));
        QVERIFY(m_fixture->settle());
        QVERIFY(parts().page<BreakdownPage>()->plot()->csv().contains("toy pixels"));
        QVERIFY(parts().page<BreakdownPage>()->map()->hasData());
        QTest::qWait(50);
        m_fixture->keepScreenshot("toy_breakdown.png");
    }
};

NESCIO_TEST(tst_window_toy_model, TestWindowToyModel)
#include "tst_window_toy_model.moc"
