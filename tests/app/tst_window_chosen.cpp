// What is chosen beside what the window lists: dropped images of any shape, sets that go, and which of the
// two the grid looks at.
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QTest>
#include <QToolButton>

#include "app/pages/likelihoods/likelihoods_page.h"
#include "tests/test_list.h"
#include "widgets/image_grid.h"
#include "widgets/set_box.h"
#include "window_fixture.h"

using namespace nescio;

namespace {

const std::string kStrokes = "synthetic/strokes-test";

}  // namespace

class TestWindowChosen : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    [[nodiscard]] LikelihoodsPage* page() const {
        return m_fixture->window().parts().page<LikelihoodsPage>();
    }
    [[nodiscard]] const GridContent& grid() const { return in<ImageGrid>(*page(), "imageGrid")->content(); }
    [[nodiscard]] SetBox* box() const { return in<SetBox>(*page(), "gridSet"); }
    [[nodiscard]] QString counts() const { return in<QLabel>(*page(), "brushCounts")->text(); }
    [[nodiscard]] QAction* action(const char* name) const {
        auto* menu = in<QToolButton>(*page(), "brushChosen")->menu();
        Q_EMIT menu->aboutToShow();
        return in<QAction>(*menu, name);
    }
    [[nodiscard]] ImageSelection inGrid() const {
        ImageSelection images;
        for (const auto& item : grid().items) images.add(grid().sources[item.source].id, item.index);
        return images;
    }
    /// The bytes that the grid draws for an item.
    [[nodiscard]] std::vector<std::uint8_t> drawn(std::size_t item) const {
        const auto& named = grid().items.at(item);
        const auto& set = grid().sources.at(named.source);
        const auto bytes = set.images->image(named.index - set.first);
        return {bytes.begin(), bytes.end()};
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet(kStrokes));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 10)));
        QVERIFY(m_fixture->settle());
        m_fixture->drop({m_fixture->writePng("a.png", 28, 28, 10), m_fixture->writePng("b.png", 28, 28, 20),
                         m_fixture->writePng("c.png", 40, 30, 30)});
        QVERIFY(QTest::qWaitFor([this] { return session().dropped().size() == 3; }, kPatienceMs));
        QVERIFY(m_fixture->settle());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void droppedImagesAreLookedAtOnceDropped() {
        QCOMPARE(box()->id(), QString::fromLatin1(kDroppedSet));
        QVERIFY(inGrid() == ImageSelection(kDroppedSet, {0, 1, 2}));
        for (std::size_t i = 0; i < 3; ++i) {
            const auto bytes = drawn(i);
            QVERIFY(!bytes.empty());
            const auto grey = static_cast<std::uint8_t>(10 * (i + 1));
            QVERIFY(std::all_of(bytes.begin(), bytes.end(), [&](auto byte) { return byte == grey; }));
        }
    }

    void whatIsNotScoredSaysSo() {
        session().pickSet("synthetic/garments");  // a thousand of them are
        QVERIFY(m_fixture->settle());
        const auto* cells = in<ImageGrid>(*page(), "imageGrid")->model();
        const auto captions = [&](bool scored) {
            QStringList all;
            for (std::size_t at = 0; at < grid().items.size(); ++at)
                if (grid().items[at].scored == scored)
                    all << cells
                               ->index(static_cast<int>(at) / cells->columnCount(),
                                       static_cast<int>(at) % cells->columnCount())
                               .data()
                               .toString();
            return all;
        };
        QCOMPARE(captions(true).size(), qsizetype{1000});
        QVERIFY(!captions(true).contains(QStringLiteral("not scored")));
        QCOMPARE(captions(false).count(QStringLiteral("not scored")), captions(false).size());
        QVERIFY(grid().items.size() > 1000);
        m_fixture->keepScreenshot("not_scored.png");
        session().pickSet(kDroppedSet);
        QVERIFY(m_fixture->settle());
    }

    void chosenOnesAreShownAndCounted() {
        session().choose({kDroppedSet, {0, 2}});
        QVERIFY(m_fixture->settle());
        QCOMPARE(counts(), QStringLiteral("2 chosen"));
        QCOMPARE(box()->id(), QString::fromLatin1(kChosenImages));
        QVERIFY(inGrid() == session().brush()->chosen);
        QCOMPARE(drawn(0).front(), std::uint8_t{10});
        QCOMPARE(drawn(1).front(), std::uint8_t{30});
        session().choose(united({kDroppedSet, {1}}, {kStrokes, {5}}));
        QVERIFY2(counts().startsWith("1 of ") && counts().endsWith(", and 1 others"), qPrintable(counts()));
    }

    void theyBecomeASetWithOthers() {
        session().choose(united({kDroppedSet, {1}}, {kStrokes, {5}}));
        action("brushSet")->trigger();
        QVERIFY(QTest::qWaitFor([this] { return session().dataSet("chosen/1") != nullptr; }, kPatienceMs));
        const auto& set = *session().dataSet("chosen/1");
        QCOMPARE(set.count, std::int64_t{2});
        bool found = false;
        for (std::int64_t i = 0; i < set.count; ++i) {
            const auto image = set.images->image(i);
            found = found || std::all_of(image.begin(), image.end(), [](auto byte) { return byte == 20; });
        }
        QVERIFY(found);
        QVERIFY(m_fixture->settle());
    }

    /// Another drop is looked at; what was chosen stays, and the box leads back to it.
    void aDropLeavesWhatIsChosen() {
        const ImageSelection chosen(kStrokes, {1, 2, 3});
        session().choose(chosen);
        m_fixture->drop({m_fixture->writePng("d.png", 28, 28, 40)});
        QVERIFY(QTest::qWaitFor([this] { return session().dropped().size() == 4; }, kPatienceMs));
        QVERIFY(m_fixture->settle());
        QVERIFY(session().brush()->chosen == chosen);
        QCOMPARE(box()->id(), QString::fromLatin1(kDroppedSet));
        QCOMPARE(grid().items.size(), std::size_t{4});
        box()->setCurrentIndex(box()->findText(QStringLiteral("chosen images")));
        QVERIFY(m_fixture->settle());
        QVERIFY(inGrid() == chosen);
    }

    void clearedDropsAreNoLongerChosen() {
        session().choose(united({kDroppedSet, {0}}, {kStrokes, {1}}));
        session().keepSelection("both", session().brush()->chosen);
        m_fixture->controllers().dropping.clear();
        QVERIFY(session().brush()->chosen == ImageSelection(kStrokes, {1}));
        QVERIFY(session().keptSelections().at("both") == ImageSelection(kStrokes, {1}));
    }

    void aRemovedSetIsNeitherChosenNorKeptNorAFilter() {
        const ImageSelection strokes(kStrokes, {1, 2});
        session().choose(strokes);
        session().setFilter(strokes);
        session().keepSelection("strokes", strokes);
        session().removeDataSet(kStrokes);
        QVERIFY(m_fixture->settle());
        QVERIFY(session().brush()->chosen.empty() && !session().brush()->filter);
        QVERIFY(!session().keptSelections().contains("strokes"));
        QVERIFY(counts().isEmpty());
        QVERIFY(box()->findText(QStringLiteral("chosen images")) < 0);
    }
};

NESCIO_TEST(tst_window_chosen, TestWindowChosen)
#include "tst_window_chosen.moc"
