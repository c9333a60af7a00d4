// The modes of the Samples page: reconstructions, interpolation and nearest training images are made on a
// lane, drawn as pairs or a row, and refused with the model's own reason where it has no latents.

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTest>

#include "app/pages/samples/samples_page.h"
#include "core/values/content.h"
#include "tests/test_list.h"
#include "widgets/job_strip.h"
#include "widgets/plots/samples_plot.h"
#include "window_fixture.h"

using namespace nescio;

class TestWindowSheets : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    [[nodiscard]] SamplesPage* page() const { return m_fixture->window().parts().page<SamplesPage>(); }
    template <class W>
    W* in(const char* name) const {
        return page()->findChild<W*>(QString::fromLatin1(name));
    }
    /// Asks in a mode and waits for its sheet.
    const Sheet* made(SheetKind kind) {
        page()->setMode(kind);
        in<QPushButton>("sampleButton")->click();
        const bool there =
            QTest::qWaitFor([&] { return m_fixture->session().sheet(kind) != nullptr; }, kPatienceMs);
        if (!there || !m_fixture->settle()) return nullptr;
        QTest::qWait(50);
        m_fixture->keepScreenshot(QStringLiteral("sheet_%1.png").arg(static_cast<int>(kind)));
        return m_fixture->session().sheet(kind);
    }

  private Q_SLOTS:
    void initTestCase() {
        useThrowawayFolders();
        m_fixture = std::make_unique<WindowFixture>();
        QVERIFY(m_fixture->addDataSet("synthetic/strokes-test"));
        QVERIFY(m_fixture->train(m_fixture->tinyTraining("flow.h5", 20)));
        QVERIFY(m_fixture->settle());
        m_fixture->window().parts().tabs->setCurrentWidget(page());
        QVERIFY(QTest::qWaitFor([&] { return m_fixture->session().currentRun()->noLatents.has_value(); },
                                kPatienceMs));
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void aFlowOffersEveryMode() {
        auto* mode = in<QComboBox>("samplesMode");
        QCOMPARE(mode->count(), 4);
        for (int i = 0; i < 4; ++i)
            QVERIFY(qobject_cast<QStandardItemModel*>(mode->model())->item(i)->isEnabled());
        QVERIFY(!in<QLabel>("samplesReason")->isVisible());
    }

    void onlyTheSettingsOfAModeAreShown() {
        page()->setMode(SheetKind::Interpolation);
        QVERIFY(in<QSpinBox>("samplesFrom")->isVisible() && in<QComboBox>("samplesSet")->isVisible());
        QVERIFY(!in<QSpinBox>("sampleSeed")->isVisible() && !in<QSpinBox>("sampleCount")->isVisible());
        QCOMPARE(in<QSpinBox>("samplesFrom")->value(), 0);  // the first two
        QCOMPARE(in<QSpinBox>("samplesTo")->value(), 1);
        QVERIFY(!page()->plot()->hasData() ||
                page()->plot()->accessibleDescription().contains("No interpolation yet"));
        page()->setMode(SheetKind::Samples);
        QVERIFY(!in<QSpinBox>("samplesFrom")->isVisible() && in<QSpinBox>("sampleSeed")->isVisible());
    }

    void reconstructionsOfAFlowAreTheOriginals() {
        in<QComboBox>("samplesSet")
            ->setCurrentIndex(in<QComboBox>("samplesSet")->findData("synthetic/strokes-test"));
        in<QSpinBox>("sampleCount")->setValue(12);
        const Sheet* sheet = made(SheetKind::Reconstructions);
        QVERIFY(sheet);
        QCOMPARE(sheet->data.images.size(), 24U);
        QCOMPARE(sheet->groups.size, 2);
        QCOMPARE(sheet->groups.labels.size(), 12U);
        for (std::size_t i = 0; i < 24; i += 2)
            QVERIFY(sheet->data.images[i].bytes == sheet->data.images[i + 1].bytes);
        for (const auto& label : sheet->groups.labels) QCOMPARE(label, std::string("0.0"));
        QVERIFY(page()->plot()->hasData());
        Q_EMIT page()->plot()->imageActivated(5);
        // The third of 12 that are spread over 2,000; its number in the set is what is selected.
        const auto third = evenIndices(2'000, 12)[2];
        QCOMPARE(m_fixture->session().selection(), (Selection{"synthetic/strokes-test", third}));
        const auto* set = m_fixture->session().dataSet("synthetic/strokes-test");
        QVERIFY(sheet->data.images[4].bytes == set->images->imageAt(third).bytes);
    }

    void anInterpolationEndsInItsTwoImages() {
        in<QSpinBox>("samplesFrom")->setValue(3);
        in<QSpinBox>("samplesTo")->setValue(8);
        const Sheet* sheet = made(SheetKind::Interpolation);
        QVERIFY(sheet);
        QCOMPARE(sheet->data.images.size(), 9U);
        const auto& set = *m_fixture->session().dataSet("synthetic/strokes-test")->images;
        QVERIFY(sheet->data.images.front().bytes == set.imageAt(3).bytes);
        QVERIFY(sheet->data.images.back().bytes == set.imageAt(8).bytes);
    }

    void samplesStandBesideTheirNearestTrainingImages() {
        in<QSpinBox>("sampleCount")->setValue(10);
        const Sheet* sheet = made(SheetKind::Nearest);
        QVERIFY(sheet);
        QCOMPARE(sheet->data.images.size(), 20U);
        QVERIFY(QString::fromStdString(sheet->data.caption).contains("n = 512 of 10000 training images"));
        const auto trained = evenIndices(10'000, 512);
        for (std::size_t i = 1; i < 20; i += 2) {
            const auto& [setId, index] = sheet->origins[i];
            QCOMPARE(setId, std::string("synthetic/garments"));
            QVERIFY2(std::binary_search(trained.begin(), trained.end(), index), "one of those trained on");
            QVERIFY(sheet->data.images[i].bytes ==
                    m_fixture->session().dataSet(setId)->images->imageAt(index).bytes);
        }
        page()->setMode(SheetKind::Samples);
        QVERIFY2(page()->plot()->accessibleDescription().contains("No samples yet"),
                 qPrintable(page()->plot()->accessibleDescription()));
    }

    void workIsCancelledFromTheStrip() {
        page()->setMode(SheetKind::Nearest);
        in<QSpinBox>("sampleCount")->setValue(1024);
        in<QPushButton>("sampleButton")->click();
        QVERIFY(m_fixture->controllers().jobs().interactive.busy());
        QTest::qWait(30);
        Q_EMIT m_fixture->window().parts().strip->cancelRequested(1);
        QVERIFY(m_fixture->settle());
        QCOMPARE(m_fixture->session().sheet(SheetKind::Nearest)->data.images.size(),
                 20U);  // the old one stays
    }

    void aModelWithoutLatentsSaysWhy() {
        page()->setMode(SheetKind::Interpolation);
        TrainRequest request;
        request.spec.model = "local_pixelcnn";
        request.spec.trainData = "synthetic/garments";
        request.spec.trainLimit = 64;
        request.spec.modelOptions = {{"layers", std::int64_t{1}}, {"hidden", std::int64_t{4}}};
        request.spec.trainOptions = {{"batch", std::int64_t{8}}, {"steps", std::int64_t{2}}};
        request.out = m_fixture->path("pixels.h5").toStdString();
        QVERIFY(m_fixture->train(request));
        QVERIFY(QTest::qWaitFor([&] { return in<QLabel>("samplesReason")->isVisible(); }, kPatienceMs));
        const QString why = QString::fromStdString(*m_fixture->session().currentRun()->noLatents);
        QVERIFY(!why.isEmpty());
        QVERIFY2(in<QLabel>("samplesReason")->text().contains(why),
                 qPrintable(in<QLabel>("samplesReason")->text()));
        auto* items = qobject_cast<QStandardItemModel*>(in<QComboBox>("samplesMode")->model());
        QVERIFY(items->item(0)->isEnabled() && items->item(3)->isEnabled());
        for (int i : {1, 2}) {
            QVERIFY(!items->item(i)->isEnabled());
            QCOMPARE(items->item(i)->toolTip(), why);
        }
        QCOMPARE(page()->mode(), SheetKind::Samples);
        QTest::qWait(50);
        m_fixture->keepScreenshot("sheet_none.png");
    }
};

NESCIO_TEST(tst_window_sheets, TestWindowSheets)
#include "tst_window_sheets.moc"
