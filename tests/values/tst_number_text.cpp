// Numbers as sentences have them, and as people type them, with a decimal point or a decimal comma.

#include <QtTest>

#include "core/values/number_text.h"
#include "core/values/option.h"
#include "tests/test_list.h"

using namespace nescio;

class TestNumberText : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void pointAndCommaAreBothTheDecimalSign() {
        for (const char* typed : {"39.5", "39,5"}) QCOMPARE(readNumber(typed), std::optional(39.5));
        for (const char* typed : {"0.125", "0,125"}) QCOMPARE(readNumber(typed), std::optional(0.125));
        for (const char* typed : {"1,5e-3", "1.5e-3"}) QCOMPARE(readNumber(typed), std::optional(0.0015));
        QCOMPARE(readNumber("-2,25"), std::optional(-2.25));
        QCOMPARE(readNumber("12"), std::optional(12.0));
        QCOMPARE(readNumber("39,1234"), std::optional(39.1234));
        QCOMPARE(readNumber("1.000"), std::optional(1.0));
    }

    void whatMayBeAThousandIsNoNumber() {
        for (const char* typed : {"1,000", "-250,000", "39,500", "1,000,000", "1.000,5", "1,000.5"})
            QVERIFY2(!readNumber(typed), typed);
    }

    void wordsAndHalvesOfNumbersAreNone() {
        for (const char* typed : {"", " ", "many", "1 2", "1.2.3", "0x10", "+", ",", "1e999"})
            QVERIFY2(!readNumber(typed), typed);
        for (const char* typed : {"", "8.0", "8,0", "1.000", "010x", "1e3", "9223372036854775808"})
            QVERIFY2(!readWhole(typed), typed);
        QCOMPARE(readWhole("010"), std::optional<std::int64_t>(10));
        QCOMPARE(readWhole("-3"), std::optional<std::int64_t>(-3));
    }

    void countsAreGroupedByThrees() {
        QCOMPARE(grouped("1234567", "_"), std::string("1_234_567"));
        QCOMPARE(countText(999), std::string("999"));
        QCOMPARE(countText(-123456), std::string("-123\u2009456"));
        QCOMPARE(countText(1000, 60'000), std::string("1\u2009000 of 60\u2009000"));
        QCOMPARE(countText(10, 10), std::string("10"));
        QCOMPARE(shareText(5, 1000), std::string("n = 5 of 1\u2009000"));
        QCOMPARE(unbrokenCount(-1234), std::string("\u22121\u202F234"));
        QCOMPARE(unbrokenCount(7, 1000), std::string("7 of 1\u202F000"));
    }

    void anOptionTakesEitherSignAndTellsItsRangeInWholeDigits() {
        const OptionField rate{
            .id = "rate", .title = "Rate", .standard = 0.5, .minimum = 0, .maximum = 2'500'000};
        QVERIFY(parseOption(rate, "39,5") == OptionValue(39.5));
        QCOMPARE(expectedButFound(rate, "x"), std::string("expected a number from 0 to 2500000, found “x”"));
        QCOMPARE(plainNumber(9'007'199'254'740'991.0), std::string("9007199254740991"));
        QCOMPARE(plainNumber(0.999), std::string("0.999"));
        QCOMPARE(plainNumber(1e300), std::string("1e+300"));
    }
};

NESCIO_TEST(tst_number_text, TestNumberText)
#include "tst_number_text.moc"
