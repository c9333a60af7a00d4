// What is left of a title where a list is narrow.
#include <QTest>

#include "tests/test_list.h"
#include "widgets/two_line_delegate.h"

using namespace nescio;

class TestTwoLineDelegate : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void titlesAreCutWhereTheyTellLeast_data() {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("roomFor");
        QTest::addColumn<QString>("expected");
        QTest::newRow("fits") << "sets/garments"
                              << "sets/garments"
                              << "sets/garments";
        QTest::newRow("folder goes") << "downloads/garments-train"
                                     << "…/garments-train"
                                     << "…/garments-train";
        QTest::newRow("no folder") << "MNIST test"
                                   << "MNIST test"
                                   << "MNIST test";
        QTest::newRow("begins with a slash") << "/garments"
                                             << "/garments"
                                             << "/garments";
    }
    void titlesAreCutWhereTheyTellLeast() {
        QFETCH(QString, title);
        QFETCH(QString, roomFor);
        QFETCH(QString, expected);
        const QFontMetrics metrics{QFont()};
        QCOMPARE(shortened(title, metrics, metrics.horizontalAdvance(roomFor)), expected);
    }
    void aSentenceKeepsItsBeginning() {
        const QFontMetrics metrics{QFont()};
        const QString cut = shortened(QStringLiteral("glow on sets/garments (seed 1)"), metrics,
                                      metrics.horizontalAdvance(QStringLiteral("glow on set…nts (seed 1)")));
        QVERIFY2(cut.startsWith("glow") && cut.endsWith("(seed 1)"), qPrintable(cut));
    }
    void bothEndsOfALongNameStay() {
        const QFontMetrics metrics{QFont()};
        const QString cut = shortened(QStringLiteral("folder/a-name-that-is-too-long-by-far.test"), metrics,
                                      metrics.horizontalAdvance(QStringLiteral("…/a-name-th.test")));
        QVERIFY2(cut.startsWith("…/a-n") && cut.endsWith("test") && cut.count(QChar(0x2026)) == 2,
                 qPrintable(cut));
    }
};

NESCIO_TEST(tst_two_line_delegate, TestTwoLineDelegate)
#include "tst_two_line_delegate.moc"
