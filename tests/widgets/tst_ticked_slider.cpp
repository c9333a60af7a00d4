// The slider with named ticks: its handle follows the cursor from wherever it is taken.

#include <QSignalSpy>
#include <QTest>

#include "tests/test_list.h"
#include "widgets/ticked_slider.h"

using namespace nescio;

class TestTickedSlider : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theHandleIsDraggedAtAnyHeight_data() {
        QTest::addColumn<int>("y");
        for (const int y : {1, 6, 12, 20, 30}) QTest::addRow("%d", y) << y;
    }
    void theHandleIsDraggedAtAnyHeight() {
        QFETCH(int, y);
        TickedSlider slider;
        slider.setTicks({{.value = 50, .text = "half"}});
        slider.setRange(0, 100);
        slider.resize(320, slider.sizeHint().height());
        const QSignalSpy moved(&slider, &QSlider::sliderMoved);
        QTest::mousePress(&slider, Qt::LeftButton, {}, {160, y});
        QVERIFY(std::abs(slider.value() - 50) <= 1);
        for (const int x : {200, 240, 310}) QTest::mouseMove(&slider, {x, y});
        QMouseEvent move(QEvent::MouseMove, QPointF(310, y), slider.mapToGlobal(QPointF(310, y)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&slider, &move);
        QVERIFY(slider.isSliderDown());
        QVERIFY2(slider.value() >= 98, qPrintable(QString::number(slider.value())));
        QTest::mouseRelease(&slider, Qt::LeftButton, {}, {310, y});
        QVERIFY(!slider.isSliderDown());
        QVERIFY(!moved.isEmpty());
        QCOMPARE(slider.value(), slider.sliderPosition());
    }
};

NESCIO_TEST(tst_ticked_slider, TestTickedSlider)
#include "tst_ticked_slider.moc"
