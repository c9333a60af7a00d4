// Any column against any other: what can be chosen, that figures and grid speak of the same images, and the
// card beside the pointer.
#include <algorithm>
#include <cmath>
#include <limits>

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

#include "app/pages/explore/explore_page.h"
#include "tests/test_list.h"
#include "widgets/image_card.h"
#include "widgets/image_grid.h"
#include "widgets/plots/cloud_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowExplore : public QObject {
    Q_OBJECT
  private:
    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] ExplorePage* page() const { return m_fixture->window().parts().page<ExplorePage>(); }
    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    /// The data are drawn of two columns.
    void choose(const char* x, const char* y) {
        QSignalSpy drawn(page()->findChild<ExploreController*>(), &ExploreController::drawn);
        for (const auto& [box, name] : {std::pair("exploreX", x), std::pair("exploreY", y)}) {
            auto* combo = in<QComboBox>(*page(), box);
            const int at = combo->findData(QString::fromLatin1(name));
            QVERIFY2(at >= 0, name);
            combo->setCurrentIndex(at);
        }
        QVERIFY(m_fixture->settle());
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test") &&
                m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("explored.h5", 20)));
        QVERIFY(m_fixture->settle());
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QTRY_VERIFY_WITH_TIMEOUT(page()->cloud()->hasData(), kPatienceMs);
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }
    void init() { session().choose({}); }

    void aFlowsTwoHalvesStandAgainstEachOther() {
        QCOMPARE(in<QComboBox>(*page(), "exploreX")->currentText(), QStringLiteral("volume (nats)"));
        QCOMPARE(in<QComboBox>(*page(), "exploreY")->currentText(), QStringLiteral("density (nats)"));
        QVERIFY2(page()->cloud()->summary().startsWith("density (nats) against volume (nats)"),
                 qPrintable(page()->cloud()->summary()));
        QVERIFY(page()->histogram()->summary().contains("volume (nats)"));
        m_fixture->keepScreenshot("explore.png");
    }

    void aLassoChoosesWhatItSurrounds() {
        auto* plot = page()->cloud();
        (void)plot->grab();  // laid out
        const QRect all = plot->rect();
        QTest::mousePress(plot, Qt::LeftButton, {}, all.center());
        // Once around everything, along the edges of the widget: the trace stays within the axes.
        for (const QPoint& place :
             {all.topLeft() + QPoint(1, 1), all.topRight() + QPoint(-1, 1), all.bottomRight() - QPoint(1, 1),
              all.bottomLeft() + QPoint(1, -1), all.topLeft() + QPoint(1, 1)})
            QTest::mouseMove(plot, place);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, all.topLeft() + QPoint(1, 1));
        QCOMPARE(session().brush()->chosen.count(), m_fixture->imagesInFigures());
        QVERIFY(m_fixture->settle());
        auto* grid = page()->findChild<ImageGrid*>();
        QCOMPARE(static_cast<std::int64_t>(grid->content().items.size()), m_fixture->imagesInFigures());
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(session().brush()->chosen.empty());
    }

    void aClickLeavesTheLassoAndItsImages() {
        auto* plot = page()->cloud();
        const QRect all = plot->rect();
        QTest::mousePress(plot, Qt::LeftButton, {}, all.center());
        for (const QPoint& by : {QPoint(60, 0), QPoint(60, 60), QPoint(-60, 60), QPoint(-60, -60)})
            QTest::mouseMove(plot, all.center() + by);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, all.center() + QPoint(60, -60));
        QVERIFY(m_fixture->settle());
        const auto chosen = session().brush()->chosen;
        QVERIFY(!chosen.empty());
        const auto before = plot->grab().toImage();
        QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(all.center().x(), all.top() + 30));
        QVERIFY(session().brush()->chosen == chosen);
        QVERIFY(plot->grab().toImage() == before);
    }

    /// Every image on one side of a line through the middle, counted from the tables.
    void halfOfTheHistogramIsHalfOfTheRange() {
        choose("log_p", "log_p");
        auto* plot = page()->histogram();
        (void)plot->grab();
        const QPoint middle(plot->width() / 2, plot->height() / 2);
        QTest::mousePress(plot, Qt::LeftButton, {}, middle);
        QTest::mouseMove(plot, QPoint(plot->width() - 1, plot->height() / 2));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, QPoint(plot->width() - 1, plot->height() / 2));
        const auto& chosen = session().brush()->chosen;
        QVERIFY(!chosen.empty() && chosen.count() < m_fixture->imagesInFigures());
        double least = std::numeric_limits<double>::infinity(), most = -least, mostLeft = -least;
        for (const auto& [id, table] : session().currentRun()->tables)
            for (std::size_t row = 0; row < table->rows(); ++row) {
                const double value = table->totalNats(row);
                if (chosen.contains(id, table->key.indices[row])) {
                    least = std::min(least, value);
                    most = std::max(most, value);
                } else if (session().dataSet(id)->shown && value < least)
                    mostLeft = std::max(mostLeft, value);
            }
        // What is not chosen and not beyond the right end of the axis lies left of all that is.
        for (const auto& [id, table] : session().currentRun()->tables)
            for (std::size_t row = 0; session().dataSet(id)->shown && row < table->rows(); ++row)
                if (!chosen.contains(id, table->key.indices[row]))
                    QVERIFY(table->totalNats(row) <= mostLeft || table->totalNats(row) > most);
        QVERIFY(mostLeft < least);
    }

    void theCardTellsOfTheImageUnderThePointer() {
        choose("volume", "density");
        auto* grid = page()->findChild<ImageGrid*>();
        session().pickSet("synthetic/strokes-test");
        QVERIFY(m_fixture->settle());
        QTest::mouseMove(grid->viewport(), grid->visualRect(grid->model()->index(0, 1)).center());
        auto* card = page()->findChild<ImageCard*>(QStringLiteral("imageCard"));
        QVERIFY(card->isVisible());
        QVERIFY2(card->words().startsWith("Synthetic strokes test #1"), qPrintable(card->words()));
        QVERIFY2(card->words().contains("bits/dim"), qPrintable(card->words()));
        QVERIFY(!card->picture().isNull());
        Q_EMIT grid->imageHovered({}, 0, {});
        QVERIFY(!card->isVisible());
        Q_EMIT page()->cloud()->imageHovered("synthetic/strokes-test", 2, {10, 10}, "volume (nats): 1");
        QVERIFY2(card->words().endsWith("\nvolume (nats): 1"), qPrintable(card->words()));
        m_fixture->drop({m_fixture->writePng("dropped.png", 28, 28, 90)});
        QVERIFY(m_fixture->settle());
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        Q_EMIT grid->imageHovered("dropped", 0, {10, 10});
        QVERIFY2(card->words().startsWith("dropped.png\n") && card->words().contains("bits/dim"),
                 qPrintable(card->words()));
        m_fixture->controllers().dropping.clear();
        m_fixture->window().parts().tabs->setCurrentIndex(0);
        QVERIFY(!card->isVisible());  // it goes with its page
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QVERIFY(m_fixture->settle());
    }

    void eachMeasuredColumnIsOfferedOnce() {
        auto* box = in<QComboBox>(*page(), "exploreX");
        QStringList names;
        for (int i = 0; i < box->count(); ++i) names << box->itemText(i);
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void theGridSortsByAnyColumn() {
        auto* grid = page()->findChild<ImageGrid*>();
        auto* order = in<QComboBox>(*page(), "gridOrder");
        session().pickSet("synthetic/strokes-test");
        order->setCurrentIndex(order->findData("volume"));
        QVERIFY(m_fixture->settle());
        const auto& content = grid->content();
        QVERIFY(content.items.size() > 10 && content.values.size() == content.items.size());
        QVERIFY(std::is_sorted(content.values.begin(), content.values.end(),
                               [](float a, float b) { return a < b || (std::isnan(b) && !std::isnan(a)); }));
        const auto& table = *session().currentRun()->tables.at("synthetic/strokes-test");
        const auto volumes = table.volumes();
        QCOMPARE(content.values.front(),
                 static_cast<float>(*std::min_element(volumes.begin(), volumes.end())));
        order->setCurrentIndex(0);
        QVERIFY(m_fixture->settle());
        QCOMPARE(grid->content().items.front().index, std::int64_t{0});
    }
};

NESCIO_TEST(tst_window_explore, TestWindowExplore)
#include "tst_window_explore.moc"
