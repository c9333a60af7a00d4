// One colour per set: in the list, in figures and in the files made of them, under every run, whatever is
// hidden, added or removed, and after a restart.
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <QFile>
#include <QListView>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include "app/pages/experiments/experiment_controller.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "tests/test_list.h"
#include "widgets/figure_export.h"
#include "widgets/paper/figure_recipe.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/side_list.h"
#include "widgets/two_line_delegate.h"
#include "window_fixture.h"

using namespace nescio;

namespace {

const auto kGrey = QStringLiteral("#6e7b8b"), kBlue = QStringLiteral("#0072b2"),
           kVermillion = QStringLiteral("#d55e00"), kSky = QStringLiteral("#56b4e9"),
           kPink = QStringLiteral("#cc79a7");

}  // namespace

class TestWindowColours : public QObject {
    Q_OBJECT
  private:
    std::unique_ptr<WindowFixture> m_fixture;
    QString m_first, m_second;

    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    /// As the list on the left draws it; "" where it is not listed.
    [[nodiscard]] QString listed(const QString& id) const {
        const auto* rows = m_fixture->window().parts().dataList->view()->model();
        for (int row = 0; row < rows->rowCount(); ++row)
            if (const auto index = rows->index(row, 0); index.data(kKeyRole).toString() == id)
                return index.data(Qt::DecorationRole).value<QColor>().name();
        return {};
    }
    /// A few images as a set of their own, of the shape that the model takes.
    void adopt(const std::string& id) const {
        ImageSet few = session().dataSet("synthetic/garments-test")->images->evenly(64);
        few.id = few.title = id;
        DataEntry entry{.id = id, .title = id, .what = {}, .shape = few.shape, .count = 64, .available = 64};
        entry.images = std::make_shared<const ImageSet>(std::move(few));
        m_fixture->controllers().library.adopt(std::move(entry));
    }
    /// The figure of likelihoods as a file.
    [[nodiscard]] QString exported() const {
        (void)m_fixture->settle();
        const auto* page = m_fixture->window().parts().page<LikelihoodsPage>();
        const auto svg = renderFigure(recipeOf(*page->plot()), QStringLiteral("svg"), Carry::Nothing);
        return QString::fromUtf8(svg).toLower();
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->window().setTheme(false);
        m_first = m_fixture->path("first.h5");
        m_second = m_fixture->path("second.h5");
        for (const char* set : {"synthetic/strokes-test", "synthetic/garments-test"})
            QVERIFY(m_fixture->addDataSet(set));
        adopt("made/one");
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("first.h5", 10)));
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    /// However they were listed: strokes came first.
    void theRunGivesItsSetsTheirStandingColours() {
        QCOMPARE(listed("synthetic/garments-test"), kBlue);
        QCOMPARE(listed("synthetic/strokes-test"), kVermillion);
        QCOMPARE(listed("made/one"), kSky);
        QCOMPARE(listed("synthetic/garments"), kGrey);
        const auto file = exported();
        for (const auto& colour : {kBlue, kVermillion, kSky})
            QVERIFY2(file.contains(colour), qPrintable(colour));
    }

    void hidingAndRemovingChangesNoOther() {
        session().setShown("synthetic/strokes-test", false);
        QCOMPARE(listed("made/one"), kSky);
        auto file = exported();
        QVERIFY(file.contains(kSky) && !file.contains(kVermillion));
        session().removeDataSet("synthetic/strokes-test");
        QCOMPARE(listed("made/one"), kSky);
        adopt("made/two");
        QCOMPARE(listed("made/two"), kPink);
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QCOMPARE(listed("synthetic/strokes-test"), kVermillion);
        file = exported();
        for (const auto& colour : {kSky, kPink, kVermillion})
            QVERIFY2(file.contains(colour), qPrintable(colour));
    }

    /// Strokes are the second run's own kind, and stay what they were.
    void anotherRunChangesNone() {
        auto other = m_fixture->tinyTraining("second.h5", 10);
        other.spec.trainData = "synthetic/strokes";
        QVERIFY(m_fixture->train(other));
        QVERIFY(m_fixture->settle());
        QCOMPARE(session().currentRun()->path(), m_second.toStdString());
        QCOMPARE(session().roleOf(*session().dataSet("synthetic/strokes-test")), SetRole::Test);
        QCOMPARE(listed("synthetic/strokes-test"), kVermillion);
        QCOMPARE(listed("synthetic/garments-test"), kBlue);
        for (const char* hidden :
             {"synthetic/garments", "synthetic/garments-test", "synthetic/strokes", "made/one", "made/two"})
            session().setShown(hidden, false);
        const auto file = exported();
        QVERIFY(file.contains(kVermillion) && !file.contains(kBlue));
        m_fixture->keepScreenshot("colours_second_run.png");
    }

    void resultsOfExperimentsHaveThemToo() {
        session().setShown("made/two", true);
        auto* page = m_fixture->window().parts().page<ExperimentsPage>();
        auto* controller = page->findChild<ExperimentController*>();
        std::optional<ExperimentResult> result;
        const auto connection = connect(controller, &ExperimentController::found, this,
                                        [&](const ExperimentResult& found) { result = found; });
        controller->run({.id = "moments", .options = {}, .firstSet = "synthetic/strokes-test", .limit = 64});
        QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), kPatienceMs);
        QObject::disconnect(connection);
        std::set<int> seen;
        for (const auto& series : result->figures.front().panels.front().series) seen.insert(series.slot);
        QCOMPARE(seen,
                 (std::set<int>{session().slotOf("synthetic/strokes-test"), session().slotOf("made/two")}));
        QCOMPARE(session().slotOf("made/two"), 5);
        QVERIFY(m_fixture->settle());
    }

    /// By the rule alone a report of the second run would have strokes in blue.
    void reportsHaveThemToo() {
        QSignalSpy written(&m_fixture->controllers().reporting, &ReportController::written);
        m_fixture->controllers().reporting.write(m_fixture->path("report"));
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, kPatienceMs);
        QFile html(m_fixture->path("report.html"));
        QVERIFY(html.open(QIODevice::ReadOnly));
        const auto page = QString::fromUtf8(html.readAll());
        const QRegularExpression picture(QStringLiteral("base64,([A-Za-z0-9+/=]+)"));
        bool found = false;
        for (auto each = picture.globalMatch(page); each.hasNext();) {
            const auto svg =
                QString::fromUtf8(QByteArray::fromBase64(each.next().captured(1).toLatin1())).toLower();
            if (!svg.contains("strokes test") || !svg.contains("auroc")) continue;
            found = true;
            QVERIFY(svg.contains(kVermillion));
        }
        QVERIFY(found);
    }

    void theyAreTheSameNextTime() {
        m_fixture->closeWindow();
        const auto files = std::move(m_fixture);
        m_fixture = std::make_unique<WindowFixture>();
        m_fixture->window().setTheme(false);
        QVERIFY(m_fixture->addDataSet("synthetic/garments"));
        m_fixture->controllers().library.openRun(m_second);
        QTRY_VERIFY_WITH_TIMEOUT(session().currentRun(), kPatienceMs);
        QVERIFY(m_fixture->settle());
        QCOMPARE(listed("synthetic/strokes-test"), kVermillion);
        QCOMPARE(listed("synthetic/garments-test"), kBlue);
        QCOMPARE(listed("made/one"), kSky);
        QCOMPARE(listed("made/two"), kPink);
    }
};

NESCIO_TEST(tst_window_colours, TestWindowColours)
#include "tst_window_colours.moc"
