// What is typed into number fields, in countries with a decimal point and in countries with a decimal comma.

#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include "tests/test_list.h"
#include "widgets/spin_box.h"

class TestSpinBox : public QObject {
    Q_OBJECT

    /// Types over what stands there, key by key, and leaves the field.
    template <class Box>
    static void type(Box& box, const QString& text) {
        auto* line = box.template findChild<QLineEdit*>();
        box.selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

  private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void pointAndCommaAreBothTheDecimalSign_data() {
        QTest::addColumn<QLocale>("locale");
        QTest::newRow("de_DE") << QLocale(QLocale::German, QLocale::Germany);
        QTest::newRow("en_GB") << QLocale(QLocale::English, QLocale::UnitedKingdom);
        QTest::newRow("fr_FR") << QLocale(QLocale::French, QLocale::France);
        QTest::newRow("C") << QLocale::c();
    }
    void pointAndCommaAreBothTheDecimalSign() {
        QFETCH(QLocale, locale);
        QLocale::setDefault(locale);
        nescio::NumberBox box;
        box.setRange(0, 4000);
        box.setDecimals(1);
        box.setSuffix(" mm");
        for (const char* typed : {"39.5", "39,5"}) {
            box.setValue(1);
            type(box, typed);
            QCOMPARE(box.value(), 39.5);
            QVERIFY(box.text().startsWith(locale.toString(39.5, 'f', 1)));
        }
        for (const char* typed : {"3.9.5", "3,9,5"}) {
            box.setValue(1);
            type(box, typed);
            QVERIFY2(box.value() < 395, qPrintable(box.text()));
        }
        type(box, "1234.5");
        QCOMPARE(box.value(), 1234.5);
        type(box, "120");
        QCOMPARE(box.value(), 120.0);
    }

    void wholeNumbersTakeNoSeparator() {
        for (const auto& locale : {QLocale(QLocale::German), QLocale(QLocale::English), QLocale::c()}) {
            QLocale::setDefault(locale);
            nescio::WholeBox box;
            box.setRange(0, 100'000);
            box.setSuffix(" images");
            for (const char* typed : {"39.5", "39,5", "39.", "1.000", "1,000"}) {
                box.setValue(12);
                type(box, typed);
                QCOMPARE(box.value(), QString(typed).section(QRegularExpression("[.,]"), 0, 0).toInt());
                QCOMPARE(box.text(), QString::number(box.value()) + " images");
            }
            type(box, "12345");
            QCOMPARE(box.value(), 12'345);
        }
    }
};

NESCIO_TEST(tst_spin_box, TestSpinBox)
#include "tst_spin_box.moc"
