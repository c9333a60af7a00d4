// The window as somebody at a desk uses it: pointer and keys of an X server, files dragged out of another
// program. From nothing to a brushed selection, its contrast and a figure of three panels.
#include <QDialogButtonBox>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QTabWidget>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

#include "app/dialogs/export_dialog.h"
#include "app/dialogs/train_dialog.h"
#include "app/pages/common/contrast_view.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/verdicts/verdict_controller.h"
#include "app/pages/verdicts/verdicts_page.h"
#include "datasets/load.h"
#include "datasets/writer.h"
#include "real_hand.h"
#include "tests/app/window_fixture.h"
#include "tests/test_list.h"
#include "widgets/image_grid.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/result_view.h"

using namespace nescio;

namespace {

constexpr int kSide = 8;  ///< of the images: the middle of drawn ones, so that a model is trained in seconds

/// A set in a file, as somebody would have it on a disk.
void writeSet(const QString& path, const std::string& what, int count) {
    const auto drawn = loadImageSet(what, {.limit = count});
    ImageSet set = *drawn;
    set.shape = {1, kSide, kSide};
    std::vector<std::uint8_t> bytes;
    const int margin = (drawn->shape.height - kSide) / 2;
    for (std::int64_t i = 0; i < drawn->count; ++i)
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                bytes.push_back(drawn->image(
                    i)[static_cast<std::size_t>((y + margin) * drawn->shape.width + x + margin)]);
    set.bytes = ByteBlock(std::move(bytes));
    const auto* kind = writerFor(writerKinds(), ".npz");
    (void)kind->write(path.toStdString(), set, {});
}

}  // namespace

class TestDriven : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    RealHand m_hand;
    QElapsedTimer m_clock;
    qint64 m_waited = 0;  ///< of it for the training, ms

    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    [[nodiscard]] MainWindow& window() const { return m_fixture->window(); }
    [[nodiscard]] LikelihoodsPage* page() const { return window().parts().page<LikelihoodsPage>(); }
    [[nodiscard]] QPoint middle() const { return RealHand::middleOf(window()); }
    [[nodiscard]] HistogramPlot* plot() const { return in<HistogramPlot>(*page(), "histogramPlot"); }

    /// A picture of the whole screen in $NESCIO_SCREENSHOTS, where that is set.
    static void keepScreen(const QString& name) {
        const QString folder = qEnvironmentVariable("NESCIO_SCREENSHOTS");
        if (!folder.isEmpty())
            QGuiApplication::primaryScreen()->grabWindow(0).save(QDir(folder).filePath(name));
    }
    template <class W>
    static W* opened(const char* name) {
        W* found = nullptr;
        (void)QTest::qWaitFor(
            [&] {
                for (auto* top : QApplication::topLevelWidgets())
                    if (top->isVisible() && top->objectName() == QLatin1String(name))
                        found = qobject_cast<W*>(top);
                return found != nullptr;
            },
            kPatienceMs);
        return found;
    }
    void clickTab(const QTabWidget& tabs, int index) {
        m_hand.click(tabs.tabBar()->mapToGlobal(tabs.tabBar()->tabRect(index).center()));
    }
    void open(QWidget* tab) { clickTab(*window().parts().tabs, window().parts().tabs->indexOf(tab)); }
    /// Checks the figure of this title.
    void takePanel(const QListWidget& list, const QString& title) {
        const auto found = list.findItems(title, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        const QRect place = list.visualItemRect(found.front());
        m_hand.click(list.viewport()->mapToGlobal(QPoint(place.left() + 10, place.center().y())));
    }

  private Q_SLOTS:
    void initTestCase() {
        if (const QString missing = RealHand::missing(); !missing.isEmpty()) QSKIP(qPrintable(missing));
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        window().move(0, 0);
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QVERIFY(QDir().mkpath(m_fixture->path("sets")));
        writeSet(m_fixture->path("sets/garments-train.npz"), "synthetic/garments", 2000);
        writeSet(m_fixture->path("sets/garments-test.npz"), "synthetic/garments-test", 300);
        writeSet(m_fixture->path("sets/strokes-test.npz"), "synthetic/strokes-test", 300);
        keepScreen(QStringLiteral("driven-0-start.png"));
        m_clock.start();
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void threeFilesInOneGestureAreThreeSets() {
        QVERIFY(
            m_hand.drop({m_fixture->path("sets/garments-train.npz"),
                         m_fixture->path("sets/garments-test.npz"), m_fixture->path("sets/strokes-test.npz")},
                        middle()));
        QVERIFY(QTest::qWaitFor([this] { return session().dataSets().size() == 3; }, kPatienceMs));
        keepScreen(QStringLiteral("driven-1-dropped.png"));
    }

    void trainingStartsWithTheSetThatTheFormProposes() {
        auto* bar = window().findChild<QToolBar*>(QStringLiteral("toolbar"));
        m_hand.click(*bar->widgetForAction(window().actions().train));
        auto* dialog = opened<TrainDialog>("trainDialog");
        QVERIFY(dialog);
        auto* commit = in<QPushButton>(*dialog, "trainCommit");
        QVERIFY(QTest::qWaitFor([commit] { return commit->isEnabled(); }, kPatienceMs));
        keepScreen(QStringLiteral("driven-2-train.png"));
        // Somebody in a hurry: a few steps.
        auto* options = in<QTabWidget>(*dialog, "trainTabs");
        clickTab(*options, 1);
        auto* steps = in<QWidget>(*options->widget(1), "option_steps");
        m_hand.click(*steps);
        m_hand.key(QStringLiteral("ctrl+a"));
        m_hand.type(QStringLiteral("100"));
        QElapsedTimer training;
        training.start();
        m_hand.click(*commit);
        QVERIFY(QTest::qWaitFor(
            [this] {
                const auto* run = session().currentRun();
                return run && run->model && !run->live && run->tables.size() == 3;
            },
            kPatienceMs));
        QVERIFY(m_fixture->settle());
        m_waited = training.elapsed();
        const auto& spec = session().currentRun()->summary.spec;
        QCOMPARE(session().currentRun()->summary.step, std::int64_t{100});
        QVERIFY2(QString::fromStdString(spec.trainData).contains("garments-train"), spec.trainData.c_str());
    }

    void aDragOverTheHistogramChoosesImages() {
        open(page());
        QVERIFY(QTest::qWaitFor([this] { return plot()->isVisible() && plot()->hasData(); }, kPatienceMs));
        keepScreen(QStringLiteral("driven-3-histogram.png"));
        const auto at = [this](double share) {
            return plot()->mapToGlobal(
                QPoint(static_cast<int>(share * plot()->width()), plot()->height() / 2));
        };
        m_hand.drag(at(0.35), at(0.6));
        const auto& chosen = session().brush()->chosen;
        QVERIFY(chosen.count() > 0 && chosen.count() < m_fixture->imagesInFigures());
        auto* grid = in<ImageGrid>(*page(), "imageGrid");
        QVERIFY(QTest::qWaitFor(
            [&] { return static_cast<std::int64_t>(grid->content().items.size()) == chosen.count(); },
            kPatienceMs));
        QVERIFY(m_fixture->settle());
        keepScreen(QStringLiteral("driven-4-brushed.png"));
    }

    void theChosenAreSetAgainstTheRest() {
        auto* button = in<QToolButton>(*page(), "brushChosen");
        QVERIFY(m_hand.choose(*button, *button->menu(),
                              {QStringLiteral("Contrast with"), QStringLiteral("the rest")}));
        auto* view = opened<ContrastView>("contrastView");
        QVERIFY(view);
        QCOMPARE(view->windowTitle(), QStringLiteral("chosen against the rest"));
        QVERIFY(m_fixture->settle());
        keepScreen(QStringLiteral("driven-5-contrast.png"));
        view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(view));
        m_hand.key(QStringLiteral("Escape"));
        QVERIFY(
            QTest::qWaitFor([this] { return window().findChild<ContrastView*>() == nullptr; }, kPatienceMs));
    }

    void threePanelsAreWritten() {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        m_hand.key(QStringLiteral("ctrl+e"));
        auto* dialog = opened<ExportDialog>("exportDialog");
        QVERIFY(dialog);
        auto* tabs = in<QTabWidget>(*dialog, "exportTabs");
        clickTab(*tabs, tabs->count() - 1);
        auto* list = in<QListWidget>(*dialog, "panelList");
        QVERIFY(QTest::qWaitFor([list] { return list->isVisible(); }, kPatienceMs));
        takePanel(*list, QStringLiteral("Training: training"));  // two panels
        QCOMPARE(dialog->recipe().sources.size(), std::size_t{3});
        clickTab(*tabs, 0);
        auto* path = in<QLineEdit>(*dialog, "exportPath");
        m_hand.click(*path);
        m_hand.key(QStringLiteral("ctrl+a"));
        const QString file = m_fixture->path("three.pdf");
        m_hand.type(file);
        QCOMPARE(path->text(), file);
        keepScreen(QStringLiteral("driven-6-export.png"));
        m_hand.click(*in<QPushButton>(*dialog, "exportCommit"));
        QVERIFY(
            QTest::qWaitFor([this] { return window().findChild<ExportDialog*>() == nullptr; }, kPatienceMs));
        QVERIFY(QFileInfo(file).size() > 10'000);
        qInfo(
            "from nothing to the figure: %d clicks, %d keys, %.1f s, %.1f s of them the training and its "
            "scores",
            m_hand.clicks(), m_hand.keys(), 1e-3 * static_cast<double>(m_clock.elapsed()),
            1e-3 * static_cast<double>(m_waited));
    }

    /// The figure dropped back opens what it was made with.
    void theFigureDroppedBackOpensTheSameView() {
        QVERIFY(m_hand.drop({m_fixture->path("three.pdf")}, middle()));
        auto* dialog = opened<ExportDialog>("exportDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->recipe().sources.size(), std::size_t{3});
        keepScreen(QStringLiteral("driven-7-dropped-back.png"));
        m_hand.click(*dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Cancel));
        QVERIFY(
            QTest::qWaitFor([this] { return window().findChild<ExportDialog*>() == nullptr; }, kPatienceMs));
    }

    /// Nothing that is asked for stops what was asked for before.
    void manyImagesOneMoreAClickAndAnExperimentAreAllAnswered() {
        QStringList many;
        for (int i = 0; i < 300; ++i)
            many << m_fixture->writePng(QStringLiteral("many%1.png").arg(i), kSide, kSide, (i * 37) % 256);
        const QString more = m_fixture->writePng(QStringLiteral("more.png"), kSide, kSide, 77);
        auto* verdicts = window().parts().page<VerdictsPage>();
        auto* experiments = window().parts().page<ExperimentsPage>();
        qint64 seenMs = -1, judgedMs = -1;
        const auto rows = [verdicts] { return verdicts->verdicts().model().rowCount(); };
        const auto seen = connect(&session(), &Session::droppedChanged, this, [&] {
            if (!session().dropped().empty() && seenMs < 0) seenMs = m_hand.msSinceRelease();
        });
        const auto judged =
            connect(&verdicts->verdicts().model(), &QAbstractItemModel::rowsInserted, this, [&] {
                if (judgedMs < 0) judgedMs = m_hand.msSinceRelease();
            });
        QVERIFY(m_hand.drop(many, middle()));
        QVERIFY(QTest::qWaitFor([&] { return seenMs >= 0 && rows() > 0; }, kPatienceMs));
        disconnect(seen);
        disconnect(judged);
        QVERIFY(rows() < 300);
        QVERIFY(m_hand.drop({more}, middle()));
        open(experiments);
        m_hand.click(*in<QPushButton>(*experiments, "experimentRun"));
        open(page());
        auto* grid = in<ImageGrid>(*page(), "imageGrid");
        const QModelIndex cell = grid->indexAt(QPoint(30, 30));
        const auto at = static_cast<std::size_t>(cell.row() * grid->model()->columnCount() + cell.column());
        const auto item = grid->content().items.at(at);
        const Selection clicked{grid->content().sources[item.source].id, item.index};
        m_hand.click(grid->viewport()->mapToGlobal(QPoint(30, 30)));
        keepScreen(QStringLiteral("driven-8-clicked.png"));
        QVERIFY(QTest::qWaitFor([&] { return rows() == 301; }, kPatienceMs));
        QVERIFY(m_fixture->settle());
        QVERIFY(session().selection() == clicked);
        QVERIFY(QTest::qWaitFor([&] { return experiments->view()->hasData(); }, kPatienceMs));
        keepScreen(QStringLiteral("driven-8-answered.png"));
        open(verdicts);
        keepScreen(QStringLiteral("driven-9-verdicts.png"));
        qInfo("300 images dropped: the first seen after %.2f s, judged after %.2f s",
              1e-3 * static_cast<double>(seenMs), 1e-3 * static_cast<double>(judgedMs));
    }
};

NESCIO_TEST(tst_driven, TestDriven)
#include "tst_driven.moc"
