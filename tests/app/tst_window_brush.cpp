// Images chosen in a plot, by mouse and keys in the real window: which they are, what the window says of
// them, and what can be made of them.
#include <QFileDialog>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "datasets/load.h"
#include "tests/test_list.h"
#include "widgets/image_grid.h"
#include "widgets/number_words.h"
#include "widgets/plots/histogram_plot.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowBrush : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;
    ImageSelection m_kept;

    [[nodiscard]] Session& session() const { return m_fixture->session(); }
    [[nodiscard]] LikelihoodsPage* page() const {
        return m_fixture->window().parts().page<LikelihoodsPage>();
    }
    [[nodiscard]] HistogramPlot* plot() const { return in<HistogramPlot>(*page(), "histogramPlot"); }
    [[nodiscard]] QString counts() const { return in<QLabel>(*page(), "brushCounts")->text(); }
    [[nodiscard]] const ImageSelection& chosen() const { return session().brush()->chosen; }

    /// A share of the plot's width, at half its height.
    [[nodiscard]] QPoint at(double share) const {
        return {static_cast<int>(share * plot()->width()), plot()->height() / 2};
    }
    void move(const QPoint& to, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers = {}) const {
        QMouseEvent event(QEvent::MouseMove, QPointF(to), plot()->mapToGlobal(QPointF(to)), Qt::NoButton,
                          buttons, modifiers);
        QApplication::sendEvent(plot(), &event);
    }
    void drag(double from, double to, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::mousePress(plot(), Qt::LeftButton, modifiers, at(from));
        move(at((from + to) / 2), Qt::LeftButton, modifiers);
        move(at(to), Qt::LeftButton, modifiers);
        QTest::mouseRelease(plot(), Qt::LeftButton, modifiers, at(to));
    }
    /// What the axis has there, as the plot itself tells whoever hovers.
    [[nodiscard]] double valueAt(double share) const {
        double value = 0;
        const auto listening =
            connect(plot(), &ChartPlot::valueHovered, plot(), [&value](double told) { value = told; });
        move(at(share), Qt::NoButton);
        disconnect(listening);
        return value;
    }
    /// From the tables of the session, image by image.
    [[nodiscard]] ImageSelection imagesBetween(double from, double to) const {
        const double low = valueAt(from), high = valueAt(to);
        ImageSelection images;
        for (const auto& [id, table] : session().currentRun()->tables) {
            if (!session().dataSet(id) || !session().dataSet(id)->shown) continue;
            const auto values = table->bitsPerDims();
            for (std::size_t row = 0; row < values.size(); ++row)
                if (values[row] >= low && values[row] <= high) images.add(id, table->key.indices[row]);
        }
        return images;
    }
    [[nodiscard]] QMenu* menu() const {
        auto* filled = in<QToolButton>(*page(), "brushChosen")->menu();
        Q_EMIT filled->aboutToShow();
        return filled;
    }
    [[nodiscard]] QAction* action(const char* name) const {
        return menu()->findChild<QAction*>(QString::fromLatin1(name));
    }
    /// The bytes of the chosen images, set by set.
    [[nodiscard]] std::vector<std::uint8_t> bytesOf(const ImageSelection& images) const {
        std::vector<std::uint8_t> bytes;
        for (const auto& id : images.sets())
            for (const auto index : images.indicesOf(id)) {
                const auto image = session().dataSet(id)->images->image(index);
                bytes.insert(bytes.end(), image.begin(), image.end());
            }
        return bytes;
    }
    [[nodiscard]] QString exported(const QString& name, const QString& filter = {}) const {
        action("brushExport")->trigger();
        auto* dialog = in<QFileDialog>(m_fixture->window(), "exportChosen");
        if (!filter.isEmpty()) dialog->selectNameFilter(filter);
        QString path = m_fixture->path(name);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        (void)m_fixture->settle();
        return path;
    }
    void showPage() const {
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QVERIFY(QTest::qWaitFor([this] { return plot()->hasData(); }, kPatienceMs));
        QVERIFY(m_fixture->settle());
        plot()->grab();
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/garments-test"));
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("other.h5", 10)));
        QVERIFY(m_fixture->settle());
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 30)));
        QVERIFY(m_fixture->settle());
        QCOMPARE(session().runs().size(), std::size_t{2});
        showPage();
        QVERIFY(session().currentRun()->tables.size() >= 2);
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void nothingIsChosenAtFirst() {
        QVERIFY(chosen().empty() && counts().isEmpty());
        QVERIFY(!in<QToolButton>(*page(), "brushChosen")->isEnabled());
    }

    void aDragChoosesTheImagesOfItsRange() {
        const auto expected = imagesBetween(0.3, 0.6);
        QVERIFY2(expected.count() > 0 && expected.count() < m_fixture->imagesInFigures(),
                 "the range must tell images apart");
        drag(0.3, 0.6);
        QVERIFY(chosen() == expected);
        QCOMPARE(counts(), QStringLiteral("%1 of %2 chosen")
                               .arg(countWords(expected.count()), countWords(m_fixture->imagesInFigures())));
        QVERIFY(m_fixture->settle());
        const auto& content = in<ImageGrid>(*page(), "imageGrid")->content();
        ImageSelection shown;
        for (const auto& item : content.items) shown.add(content.sources[item.source].id, item.index);
        QVERIFY(shown == expected);
        QCOMPARE(static_cast<std::int64_t>(content.items.size()), expected.count());
        m_fixture->keepScreenshot(QStringLiteral("brush.png"));
    }

    void fromRightToLeftIsTheSame() {
        const auto before = chosen();
        drag(0.6, 0.3);
        QVERIFY(chosen() == before);
    }

    void shiftAddsAndControlTakesAway() {
        const auto first = chosen();
        const auto more = imagesBetween(0.7, 0.85), less = imagesBetween(0.4, 0.5);
        drag(0.7, 0.85, Qt::ShiftModifier);
        QVERIFY(chosen() == united(first, more));
        drag(0.4, 0.5, Qt::ControlModifier);
        QVERIFY(chosen() == without(united(first, more), less));
        QVERIFY(chosen().count() != first.count());
    }

    void aClickChoosesNothingNew() {
        const auto before = chosen();
        QTest::mouseClick(plot(), Qt::LeftButton, {}, at(0.5));
        QVERIFY(chosen() == before);
    }

    void escapeLetsGo() {
        plot()->setFocus();
        QTest::keyClick(plot(), Qt::Key_Escape);
        QVERIFY(chosen().empty() && counts().isEmpty());
    }

    void zoomModeZoomsAndChoosesNothing() {
        m_fixture->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_fixture->window()));
        plot()->setFocus();
        QTest::keyClick(plot(), Qt::Key_Z);
        drag(0.3, 0.6);
        QVERIFY(chosen().empty());
        QVERIFY(plot()->view() != FigureView());
        QTest::keyClick(plot(), Qt::Key_F);
        QTest::keyClick(plot(), Qt::Key_B);
        plot()->grab();
        drag(0.3, 0.6);
        QVERIFY(plot()->view() == FigureView());
        QVERIFY(!chosen().empty());
    }

    void aKeptSelectionOutlivesPagesAndRuns() {
        m_kept = chosen();
        action("brushKeep")->trigger();
        auto* dialog = in<QInputDialog>(m_fixture->window(), "keepChosen");
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("middle"));
        dialog->accept();
        QVERIFY(session().keptSelections().at("middle") == m_kept);
        auto* tabs = m_fixture->window().parts().tabs;
        tabs->setCurrentWidget(m_fixture->window().parts().page<BreakdownPage>());
        session().setCurrentRun(m_fixture->path("other.h5").toStdString());
        QVERIFY(m_fixture->settle());
        session().choose({});
        showPage();
        auto* kept = entry(*menu(), QStringLiteral("middle · %1").arg(countWords(m_kept.count())));
        QVERIFY(kept && kept->menu());
        entry(*kept->menu(), QStringLiteral("Choose these"))->trigger();
        QVERIFY(chosen() == m_kept);
        QVERIFY(counts().startsWith(countWords(m_kept.count()) + QStringLiteral(" of")));
        session().setCurrentRun(m_fixture->path("flow.h5").toStdString());
        QVERIFY(m_fixture->settle());
        QVERIFY(chosen() == m_kept);
        plot()->grab();
    }

    void keptSelectionsCombine() {
        const auto other = imagesBetween(0.5, 0.9);
        const auto with = [this](const char* how) {
            auto* kept = entry(*menu(), QStringLiteral("middle · %1").arg(countWords(m_kept.count())));
            entry(*kept->menu(), QString::fromLatin1(how))->trigger();
        };
        session().choose(other);
        with("Only those of both");
        QVERIFY(chosen() == common(other, m_kept));
        session().choose(other);
        with("Take these away");
        QVERIFY(chosen() == without(other, m_kept));
        with("Add these");
        QVERIFY(chosen() == united(other, m_kept));
    }

    void aFilterLetsNothingElseBeChosen() {
        session().choose(m_kept);
        action("brushFilter")->trigger();
        QVERIFY(chosen().empty() && session().brush()->filter == m_kept);
        QCOMPARE(counts(), QStringLiteral("%1 images pass the filter").arg(countWords(m_kept.count())));
        const auto expected = common(imagesBetween(0.45, 0.95), m_kept);
        drag(0.45, 0.95);
        QVERIFY(chosen() == expected && !expected.empty() && expected.count() < m_kept.count());
        QCOMPARE(
            counts(),
            QStringLiteral("%1 of %2 chosen").arg(countWords(expected.count()), countWords(m_kept.count())));
        action("brushUnfilter")->trigger();
        QVERIFY(!session().brush()->filter);
    }

    void chosenImagesBecomeASet() {
        session().choose(m_kept);
        action("brushSet")->trigger();
        QVERIFY(QTest::qWaitFor([this] { return session().dataSet("chosen/1") != nullptr; }, kPatienceMs));
        const auto& set = *session().dataSet("chosen/1");
        QCOMPARE(set.count, m_kept.count());
        const auto expected = bytesOf(m_kept);
        QVERIFY(std::equal(expected.begin(), expected.end(), set.images->bytes.data(),
                           set.images->bytes.data() + set.images->bytes.size()));
        QVERIFY(m_fixture->settle());
        session().removeDataSet("chosen/1");
        QVERIFY(m_fixture->settle());
    }

    void theCsvHasALineAnImage() {
        session().choose(m_kept);
        QFile file(exported(QStringLiteral("chosen.csv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto header = file.readLine().trimmed().split(',');
        const auto logP = header.indexOf("log_p");
        QCOMPARE(header.mid(0, 3), (QList<QByteArray>{"set", "index", "label"}));
        QVERIFY(logP > 0);
        for (const auto& id : m_kept.sets()) {
            const auto& table = *session().currentRun()->tables.at(id);
            const auto expected = table.logLikelihoods();
            for (const auto index : m_kept.indicesOf(id)) {
                const auto cells = file.readLine().trimmed().split(',');
                QCOMPARE(cells.size(), header.size());
                QCOMPARE(cells[0], QByteArray::fromStdString(id));
                QCOMPARE(cells[1].toLongLong(), static_cast<qint64>(index));
                const auto& known = table.key.indices;
                const auto row = std::find(known.begin(), known.end(), index) - known.begin();
                QCOMPARE(cells[logP].toDouble(), expected[static_cast<std::size_t>(row)]);
            }
        }
        QVERIFY(file.atEnd());
    }

    /// A name without an ending is meant as the chosen filter says.
    void theArraysReadBack() {
        const auto path =
            exported(QStringLiteral("chosen"), QStringLiteral("Images as NumPy arrays (*.npz)")) + ".npz";
        const auto set = loadImageSet(path.toStdString());
        QVERIFY(set);
        QCOMPARE(set->count, m_kept.count());
        const auto expected = bytesOf(m_kept);
        QVERIFY(std::equal(expected.begin(), expected.end(), set->bytes.data(),
                           set->bytes.data() + set->bytes.size()));
    }
};

NESCIO_TEST(tst_window_brush, TestWindowBrush)
#include "tst_window_brush.moc"
