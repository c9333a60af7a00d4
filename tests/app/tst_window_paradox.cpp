// After the paradox has been shown one quiet line names what to look at next, and each of its links leads
// there.

#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include "app/dialogs/train_dialog.h"
#include "app/pages/explore/explore_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/likelihoods/next_looks.h"
#include "tests/test_list.h"
#include "widgets/plots/histogram_plot.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowParadox : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    [[nodiscard]] const WindowParts& parts() const { return m_fixture->window().parts(); }
    [[nodiscard]] LikelihoodsPage* page() const { return parts().page<LikelihoodsPage>(); }
    [[nodiscard]] HintLine* hint() const { return in<HintLine>(*page(), "hintLine"); }
    void follow(const char* look) const {
        QVERIFY(in<QLabel>(*hint(), "hintWords")->text().contains(QString::fromLatin1(look)));
        Q_EMIT in<QLabel>(*hint(), "hintWords")->linkActivated(QString::fromLatin1(look));
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        parts().tabs->setCurrentWidget(page());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void anOrdinaryRunHasNoHint() {
        QVERIFY(page()->plot()->hasData());
        QVERIFY(!hint()->isVisible());
    }

    void itStandsWhereTheVerdictDoes() {
        session().setParadox(session().currentRun()->path());
        QTRY_VERIFY_WITH_TIMEOUT(hint()->isVisible(), kPatienceMs);
        QVERIFY(page()->plot()->summary().contains("AUROC"));
        m_fixture->keepScreenshot("paradox_hint.png");
    }

    void theOverlapIsChosenAndLookedAt() {
        follow(kOverlapLook);
        const auto& chosen = session().brush()->chosen;
        QVERIFY(session().looksAtChosen());
        for (const char* set : {"synthetic/garments-test", "synthetic/strokes-test"})
            QVERIFY2(!chosen.indicesOf(set).empty(), set);
        QVERIFY(hint()->isVisible());
        m_fixture->keepScreenshot("paradox_overlap.png");
        session().choose({});
    }

    void theHalvesOfTheLikelihoodAreOnExplore() {
        follow(kSplitLook);
        auto* explore = parts().page<ExplorePage>();
        QCOMPARE(parts().tabs->currentWidget(), explore);
        QVERIFY(m_fixture->settle());
        QCOMPARE(in<QComboBox>(*explore, "exploreX")->currentData().toString(), QStringLiteral("volume"));
        QCOMPARE(in<QComboBox>(*explore, "exploreY")->currentData().toString(), QStringLiteral("density"));
        parts().tabs->setCurrentWidget(page());
    }

    void aTwinWithoutVolumeIsProposed() {
        follow(kTwinLook);
        auto* dialog = m_fixture->window().findChild<TrainDialog*>();
        QVERIFY(dialog);
        QVERIFY(m_fixture->settle());
        const auto request = dialog->request();
        QCOMPARE(request.spec.model, std::string("cv_glow"));
        QCOMPARE(request.spec.trainData, session().currentRun()->summary.spec.trainData);
        QVERIFY(request.companion.empty() && request.spec.companionOf.empty());
        QVERIFY2(dialog->problem().isEmpty(), qPrintable(dialog->problem()));
        m_fixture->keepScreenshot("paradox_twin.png");
        dialog->reject();
    }

    void onceDismissedItStaysAway() {
        in<QToolButton>(*hint(), "hintDismiss")->click();
        QVERIFY(!hint()->isVisible());
        QVERIFY(session().paradox().empty());
        QVERIFY(m_fixture->settle());
        QVERIFY(!hint()->isVisible());
    }

    void withoutOverlapItIsWhatLiesBetween() {
        const auto series = [](SetRole role, const char* set, std::vector<double> values) {
            auto key = std::make_shared<ColumnKey>();
            for (std::size_t i = 0; i < values.size(); ++i)
                key->indices.push_back(static_cast<std::int64_t>(i));
            auto column = std::make_shared<ImageColumn>();
            column->setId = set;
            column->key = key;
            column->values = std::move(values);
            HistogramSeries made;
            made.role = role;
            made.order = std::make_shared<const ValueOrder>(column);
            return made;
        };
        HistogramData figure;
        figure.series = {series(SetRole::Test, "in", {1, 2, 3}),
                         series(SetRole::OutOfDistribution, "out", {3, 4, 9})};
        QVERIFY(overlapIn(figure) == united(ImageSelection("in", {1, 2}), ImageSelection("out", {0})));
        figure.series.pop_back();
        QVERIFY(overlapIn(figure).empty());
    }
};

NESCIO_TEST(tst_window_paradox, TestWindowParadox)
#include "tst_window_paradox.moc"
