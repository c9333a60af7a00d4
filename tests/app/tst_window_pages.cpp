// Pages wire themselves: one that only this test knows is a tab like all others. And what pages share: the
// set that is looked at.
#include <QAction>
#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include "app/pages/page.h"
#include "tests/patience.h"
#include "tests/test_list.h"
#include "widgets/banner.h"
#include "widgets/image_grid.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/set_box.h"
#include "window_fixture.h"

using namespace nescio;

namespace {

/// A page of somebody else's, as small as one can be.
class ToyPage : public Page {
  public:
    explicit ToyPage(QWidget* parent) : Page(parent), m_plot(new HistogramPlot(this)) {}

    [[nodiscard]] QString title() const override { return QStringLiteral("To&y"); }
    [[nodiscard]] QString tip() const override { return QStringLiteral("A toy of a test"); }
    void connectTo(const PageContext& context) override { session = &context.session; }
    void setTheme(const Theme& theme) override { dark = theme.dark; }
    [[nodiscard]] PlotView* figure() const override { return m_plot; }
    bool perform(const QString& action) override {
        performed << action;
        return true;
    }
    void draw() {
        HistogramData toys{.title = "toy", .edges = {0, 1, 2}};
        toys.series.push_back({.label = "toys", .density = {0.4, 0.6}, .n = 5});
        m_plot->show(toys);
        Q_EMIT figureChanged();
    }

    Session* session = nullptr;
    bool dark = false;
    QStringList performed;

  private:
    HistogramPlot* m_plot;
};

std::vector<MakePage> pagesWithAToy() {
    auto makers = pages();
    makers.insert(makers.begin(), [](QWidget* parent) -> Page* { return new ToyPage(parent); });
    return makers;
}

}  // namespace

class TestWindowPages : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { useThrowawayFolders(); }

    void aPageOfATestIsATabLikeAllOthers() {
        MainWindow window(pagesWithAToy());
        window.show();
        window.parts().start();
        auto* tabs = window.parts().tabs;
        auto* toy = static_cast<ToyPage*>(tabs->widget(0));
        QCOMPARE(tabs->count(), static_cast<int>(pages().size()) + 1);
        QCOMPARE(tabs->tabText(0), QStringLiteral("To&y"));
        QCOMPARE(tabs->tabToolTip(0), QStringLiteral("A toy of a test"));
        QVERIFY(toy->session == &window.controllers().session());

        window.setTheme(true);
        QVERIFY(toy->dark);
        window.setTheme(false);
        QVERIFY(!toy->dark);

        tabs->setCurrentIndex(1);
        Q_EMIT toy->wanted();
        QVERIFY(tabs->currentWidget() == toy);
        QVERIFY(!window.actions().exportFigure->isEnabled());
        toy->draw();
        QVERIFY(window.actions().exportFigure->isEnabled());
        QVERIFY(window.parts().currentPlot() == toy->figure());

        Q_EMIT toy->noticed({QStringLiteral("A toy spoke."), {}, {}});
        QCOMPARE(window.parts().banner->sentence(), QStringLiteral("A toy spoke."));
        QSignalSpy searched(window.actions().search, &QAction::triggered);
        Q_EMIT toy->actionWanted(QStringLiteral("actionSearch"));
        QCOMPARE(searched.count(), 1);
    }

    /// A command that is a page's own goes to the first page that has it.
    /// Where the window is narrow some tabs are out of sight; the menu at their end has all.
    void everyTabIsInTheMenuAtTheirEnd() {
        MainWindow window(pagesWithAToy());
        auto* tabs = window.parts().tabs;
        auto* button = in<QToolButton>(window, "tabMenu");
        window.resize(700, 600);
        window.show();
        window.parts().start();
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), kPatienceMs);
        Q_EMIT button->menu()->aboutToShow();
        const auto actions = button->menu()->actions();
        QCOMPARE(static_cast<int>(actions.size()), tabs->count());
        for (int at = tabs->count(); at-- > 0;) {
            QCOMPARE(actions[at]->text(), tabs->tabText(at));
            actions[at]->trigger();
            QCOMPARE(tabs->currentIndex(), at);
        }
        // Where there is room for all, the menu leaves it to them.
        window.resize(tabs->tabBar()->sizeHint().width() + 700, 600);
        QTRY_VERIFY_WITH_TIMEOUT(!button->isVisible(), kPatienceMs);
        QVERIFY(tabs->tabBar()->tabRect(tabs->count() - 1).right() <= tabs->tabBar()->width());
    }

    void aCommandOfAPageBringsItToTheFront() {
        MainWindow window(pagesWithAToy());
        auto* toy = static_cast<ToyPage*>(window.parts().tabs->widget(0));
        window.parts().tabs->setCurrentIndex(2);
        auto* sample = window.actions().sample;
        sample->setEnabled(true);
        sample->trigger();
        QCOMPARE(toy->performed, QStringList{QStringLiteral("actionSample")});
        QVERIFY(window.parts().tabs->currentWidget() == toy);
    }

    /// Two pages have a grid; each shows what is picked when it is seen.
    void everyGridThatIsSeenIsFilled() {
        WindowFixture fixture;
        QVERIFY(fixture.addDataSet("synthetic/garments-test"));
        auto* tabs = fixture.window().parts().tabs;
        for (int tab = 0; tab < 2; ++tab) {
            tabs->setCurrentIndex(tab);
            const auto* grid = tabs->currentWidget()->findChild<ImageGrid*>();
            QVERIFY(grid);
            QVERIFY(QTest::qWaitFor([&] { return grid->content().items.size() == 2000; }, kPatienceMs));
        }
    }

    /// A click in the list of data sets, the box of the strip and the session speak of one set.
    void onePickedSetEverywhere() {
        WindowFixture fixture;
        QVERIFY(fixture.addDataSet("synthetic/garments-test") &&
                fixture.addDataSet("synthetic/strokes-test"));
        auto* box = in<SetBox>(fixture.window(), "gridSet");
        QCOMPARE(fixture.session().pickedSet(), std::string("synthetic/garments-test"));
        box->choose(QStringLiteral("synthetic/strokes-test"));
        QCOMPARE(fixture.session().pickedSet(), std::string("synthetic/strokes-test"));
        fixture.session().pickSet("synthetic/garments-test");
        QCOMPARE(box->id(), QStringLiteral("synthetic/garments-test"));
        fixture.session().removeDataSet("synthetic/garments-test");
        QCOMPARE(fixture.session().pickedSet(), std::string("synthetic/strokes-test"));
    }
};

NESCIO_TEST(tst_window_pages, TestWindowPages)
#include "tst_window_pages.moc"
