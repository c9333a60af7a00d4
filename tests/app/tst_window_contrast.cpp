// The chosen images against others, in the real window: which they are set against, what is computed, and
// what becomes of it.
#include <cmath>

#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include "app/pages/common/contrast_view.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "tests/test_list.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowContrast : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    ImageSelection m_chosen;  ///< some of both test sets

    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    /// What the chosen images can be set against, as the menu of the page offers it.
    [[nodiscard]] QMenu* contrasts() const {
        auto* page = m_fixture->window().parts().page<LikelihoodsPage>();
        auto* menu = in<QToolButton>(*page, "brushChosen")->menu();
        Q_EMIT menu->aboutToShow();
        return in<QMenu>(*menu, "brushContrast");
    }
    [[nodiscard]] ContrastView* view() const { return in<ContrastView>(m_fixture->window(), "contrastView"); }
    [[nodiscard]] bool opened() const {
        return QTest::qWaitFor([this] { return view() != nullptr; }, kPatienceMs);
    }
    [[nodiscard]] bool closed() const {
        view()->close();
        return QTest::qWaitFor([this] { return view() == nullptr; }, kPatienceMs);
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        m_chosen = {"synthetic/garments-test", {0, 5, 7, 31}};
        m_chosen = united(m_chosen, {"synthetic/strokes-test", {2, 3}});
        session().keepSelection("pair", {"synthetic/strokes-test", {8, 9}});
        session().choose(m_chosen);
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void keptSelectionsAndSetsThatHoldNoneAreOffered() {
        const auto* menu = contrasts();
        QVERIFY(menu && menu->isEnabled());
        QStringList offered;
        for (const auto* action : menu->actions())
            if (!action->isSeparator()) offered << action->text();
        QCOMPARE(offered, (QStringList{"the rest", "pair", "Synthetic garments train"}));
        session().choose({});
        QVERIFY(!contrasts()->isEnabled());
        session().choose(m_chosen);
    }

    /// Against the rest: every image of the shown sets is on one side, and the means are theirs.
    void theRestIsTheOtherSideOfAContrast() {
        entry(*contrasts(), QStringLiteral("the rest"))->trigger();
        QVERIFY(opened());
        QVERIFY(view()->isVisible() && !view()->isModal());
        QCOMPARE(view()->windowTitle(), QStringLiteral("chosen against the rest"));
        const auto& result = view()->shown();
        const auto& columns = result.tables.at(0).columns;
        const auto& names = columns.at(0).words;
        const auto row =
            static_cast<std::size_t>(std::find(names.begin(), names.end(), "log_p") - names.begin());
        QVERIFY(row < names.size());
        double sum = 0;
        for (const auto& id : m_chosen.sets()) {
            const auto& table = *session().currentRun()->tables.at(id);
            for (std::size_t at = 0; at < table.rows(); ++at)
                if (m_chosen.contains(id, table.key.indices[at])) sum += table.totalNats(at);
        }
        const auto n = static_cast<double>(m_chosen.count());
        QVERIFY(std::abs(columns.at(2).numbers[row] - sum / n) < 1e-6 * std::abs(sum / n));
        QCOMPARE(columns.at(12).numbers[row], n);
        QCOMPARE(columns.at(13).numbers[row], static_cast<double>(m_fixture->imagesInFigures()) - n);
        QCOMPARE(result.images.size(), std::size_t{2});
        if (const auto folder = qEnvironmentVariable("NESCIO_SCREENSHOTS"); !folder.isEmpty())
            view()->grab().save(QDir(folder).filePath(QStringLiteral("contrast.png")));
    }

    void itsTablesAreWrittenAndItCloses() {
        QVERIFY(view());
        in<QPushButton>(*view(), "contrastTables")->click();
        auto* dialog = in<QFileDialog>(*view(), "exportContrast");
        Q_EMIT dialog->fileSelected(m_fixture->path("contrast.csv"));
        dialog->close();
        QVERIFY(m_fixture->settle());
        QVERIFY(QFile::exists(m_fixture->path("contrast-columns.csv")));
        QVERIFY(closed());
    }

    void aKeptSelectionIsTheOtherSideToo() {
        entry(*contrasts(), QStringLiteral("pair"))->trigger();
        QVERIFY(opened());
        QCOMPARE(view()->windowTitle(), QStringLiteral("chosen against pair"));
        QCOMPARE(view()->shown().tables.at(0).columns.at(13).numbers.front(), 2.0);
        QVERIFY(closed());
    }

    void anEmptyRestIsASentence() {
        ImageSelection all;
        for (const auto& [id, table] : session().currentRun()->tables)
            all = united(all, {id, table->key.indices});
        session().choose(all);
        entry(*contrasts(), QStringLiteral("the rest"))->trigger();
        QVERIFY(m_fixture->settle());
        QVERIFY2(m_fixture->sentence().contains("none in “the rest”"), qPrintable(m_fixture->sentence()));
    }
};

NESCIO_TEST(tst_window_contrast, TestWindowContrast)
#include "tst_window_contrast.moc"
