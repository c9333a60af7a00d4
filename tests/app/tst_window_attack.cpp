// The Attack tab: an image moved within its budget, answers that follow the controls, whole sets that join
// the histograms, and sentences where there is nothing to attack. And the report of a run, written beside the
// window.

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>

#include "app/pages/attack/attack_page.h"
#include "core/values/content.h"
#include "tests/test_list.h"
#include "widgets/image_view.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowAttack : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] AttackPage* page() const { return m_fixture->window().parts().page<AttackPage>(); }
    template <class W>
    W* in(const char* name) const {
        return page()->findChild<W*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString words() const { return in<QLabel>("attackWords")->text(); }
    [[nodiscard]] Session& session() const { return m_fixture->session(); }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->window().parts().start();
        m_fixture->window().parts().tabs->setCurrentWidget(page());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void withoutARunItSaysSo() {
        QTRY_VERIFY_WITH_TIMEOUT(words().contains("needs a trained run"), kPatienceMs);
    }

    void withoutAnImageItSaysSo() {
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        QTRY_VERIFY_WITH_TIMEOUT(words().contains("Pick an image"), kPatienceMs);
    }

    void theSelectedImageIsMovedWithinItsBudget() {
        in<QSpinBox>("attackSteps")->setValue(10);
        session().select({"synthetic/garments-test", 3});
        QTRY_VERIFY_WITH_TIMEOUT(words().contains("nats"), kPatienceMs);
        QVERIFY(m_fixture->settle());
        QVERIFY2(words().contains("Largest change of a byte: 8 levels"), qPrintable(words()));
        QVERIFY(in<ImageView>("attackBefore")->picture() != in<ImageView>("attackAfter")->picture());
        m_fixture->keepScreenshot("attack.png");
    }

    void theAnswerFollowsTheControls() {
        in<QSlider>("attackBudget")->setValue(2);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains("Largest change of a byte: 2 levels"), kPatienceMs);
        in<QComboBox>("attackNorm")->setCurrentIndex(1);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains("length of the change: 1"), kPatienceMs);
        in<QComboBox>("attackNorm")->setCurrentIndex(0);
        in<QSlider>("attackBudget")->setValue(4);
        // An impatient hand: only the last place counts.
        for (int budget = 5; budget <= 12; ++budget) in<QSlider>("attackBudget")->setValue(budget);
        QTRY_VERIFY_WITH_TIMEOUT(words().contains("Largest change of a byte: 12 levels"), kPatienceMs);
    }

    void anAttackedSetJoinsTheHistograms() {
        in<QSpinBox>("attackImages")->setValue(12);
        in<QPushButton>("attackSetButton")->click();
        const auto attackedSet = [this]() -> const DataEntry* {
            for (const auto& set : session().dataSets())
                if (set.title.find("attacked down") != std::string::npos) return &set;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(attackedSet(), kPatienceMs);
        QCOMPARE(attackedSet()->count, std::int64_t{12});
        QCOMPARE(session().roleOf(*attackedSet()), SetRole::OutOfDistribution);
        QTRY_VERIFY_WITH_TIMEOUT(session().currentRun()->tables.contains(attackedSet()->id), kPatienceMs);
        const auto& tables = session().currentRun()->tables;
        const auto before = tables.at("synthetic/garments-test")->logLikelihoods();
        const auto after = tables.at(attackedSet()->id)->logLikelihoods();
        const auto places = evenIndices(static_cast<std::int64_t>(before.size()), 12);
        for (std::size_t i = 0; i < after.size(); ++i)
            QVERIFY(after[i] < before[static_cast<std::size_t>(places[i])]);
    }

    void aReportIsWrittenBesideTheWindow() {
        QSignalSpy written(&m_fixture->controllers().reporting, &ReportController::written);
        m_fixture->controllers().reporting.write(m_fixture->path("report"));
        QVERIFY(written.wait(kPatienceMs));
        QFile html(m_fixture->path("report.html")), pdf(m_fixture->path("report.pdf"));
        QVERIFY(html.open(QIODevice::ReadOnly) && pdf.open(QIODevice::ReadOnly));
        const auto page = html.readAll();
        QVERIFY(page.contains("<img") && page.contains("synthetic/garments"));
        QVERIFY(pdf.read(5) == "%PDF-");
    }

    void aReportThatCannotBeWrittenIsOneSentence() {
        m_fixture->controllers().reporting.write("/nowhere/report");
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->sentence().contains("/nowhere/report"), kPatienceMs);
    }
};

NESCIO_TEST(tst_window_attack, TestWindowAttack)
#include "tst_window_attack.moc"
