// Formulas over columns: what they compute, whose units go together, and what is said of those that make no
// sense, however they are spoiled.

#include <QtTest>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/scores/formula.h"
#include "core/scores/unit.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Values = std::vector<double>;

constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr double kLn2 = std::numbers::ln2;

const std::vector<FormulaName>& knownNames() {
    static const std::vector<FormulaName> names{{"log_p", "nats"}, {"volume", "nats"},
                                                {"png", "bytes"},  {"bits_per_dim", "bits/dim"},
                                                {"D", "dim"},      {"plain", ""}};
    return names;
}

/// Of three images.
Values formulaColumn(const std::string& name) {
    if (name == "log_p") return {-3, -4, NAN};
    if (name == "volume") return {1, 2, 3};
    if (name == "png") return {10, 20, 30};
    if (name == "bits_per_dim") return {0.5, 0.6, 0.7};
    if (name == "D") return {2, 2, 2};
    return {7, 0, -kEndless};
}

Values formulaValues(const std::string& text) {
    const Formula formula(text, knownNames());
    std::vector<Values> columns;
    for (const auto& name : formula.names()) columns.push_back(formulaColumn(name));
    return formula.evaluate(columns);
}

bool closeTo(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || a == b ||
           std::abs(a - b) <= 1e-12 * std::max(1.0, std::abs(b));
}

QString textOfValues(const Values& values) {
    QStringList words;
    for (const double value : values) words << QString::number(value, 'g', 17);
    return words.join(", ");
}

std::string repeatedText(const std::string& piece, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += piece;
    return all;
}

QString whyNotFormula(const std::string& text, std::initializer_list<const char*> words) {
    return whyNot<OptionError>([&] { const Formula formula(text, knownNames()); }, words);
}

}  // namespace

class TestFormula : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void computes_data() {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<Values>("values");
        const auto row = [](const char* formula, const Values& values) {
            QTest::newRow(formula) << QString::fromUtf8(formula) << values;
        };
        row("-log_p + 0.5*volume", {3.5, 5, NAN});
        row("−log_p + 0.5·volume", {3.5, 5, NAN});
        row("-log_p - bits_per_byte*png*nats_per_bit", {3 - 80 * kLn2, 4 - 160 * kLn2, NAN});
        row("bits_per_dim - bits_per_byte*png/D", {0.5 - 40, 0.6 - 80, 0.7 - 120});
        row("log_p/(D*nats_per_bit)", {-1.5 / kLn2, -2 / kLn2, NAN});
        row("max(log_p + 3.5*nats, 0)", {0.5, 0, NAN});
        row("max(0, log_p, volume - 5*nats)", {0, 0, NAN});
        row("abs(log_p + 3.25*nats)", {0.25, 0.75, NAN});
        row("-2^2*plain", {-28, 0, kEndless});
        row("2^3^2*volume", {512, 1024, 1536});
        row("2^-1*volume", {0.5, 1, 1.5});
        row("1.5e1*volume - .5*volume", {14.5, 29, 43.5});
        row("sqrt(log_p^2)", {3, 4, NAN});
        row("exp(volume/nats)", {std::exp(1), std::exp(2), std::exp(3)});
        row("ln(png/bytes)", {std::log(10), std::log(20), std::log(30)});
        row("(volume > 1.5*nats)*png", {0, 20, 30});
        row("(volume > 1*nats) && (png < 25*bytes)", {0, 1, 0});
        row("sum(volume, volume, -1*nats)", {1, 3, 5});
        row("avg(volume, 3*nats)", {2, 2.5, 3});
        row("plain/0", {kEndless, NAN, -kEndless});
        row("volume*1/0", {kEndless, kEndless, kEndless});
    }
    void computes() {
        QFETCH(QString, formula);
        QFETCH(Values, values);
        const auto found = formulaValues(formula.toStdString());
        QCOMPARE(found.size(), values.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY2(closeTo(found[i], values[i]), qPrintable(textOfValues(found)));
    }

    void nanOfAnImageIsNotComputedAway() {
        // muParser's max and comparisons pass over NaN.
        for (const char* formula : {"max(volume, log_p)", "(log_p > 0)*1", "min(0, log_p)", "log_p^0"})
            QVERIFY2(std::isnan(formulaValues(formula)[2]), formula);
    }

    void hasTheUnitOfWhatItComputes() {
        const auto unitOf = [](const char* text) { return Formula(text, knownNames()).unit(); };
        QCOMPARE(unitOf("-log_p + 0.5*volume"), std::string("nats"));
        QCOMPARE(unitOf("png*bits_per_byte*nats_per_bit"), std::string("nats"));
        QCOMPARE(unitOf("png*bits_per_byte/D"), std::string("bits/dim"));
        QCOMPARE(unitOf("bits_per_dim*D*nats_per_bit + log_p"), std::string("nats"));
        QCOMPARE(unitOf("log_p*volume"), std::string("nats^2"));
        QCOMPARE(unitOf("sqrt(log_p^2)"), std::string("nats"));
        QCOMPARE(unitOf("(log_p*volume)^(1/2)"), std::string("nats"));
        QCOMPARE(unitOf("log_p/png"), std::string("nats/bytes"));
        QCOMPARE(unitOf("1/D"), std::string("1/dim"));
        QCOMPARE(unitOf("log_p/volume + 3"), std::string());
        QCOMPARE(unitOf("log_p > volume"), std::string());
        QCOMPARE(unitOf("sign(log_p)"), std::string());
    }

    void unitsThatDoNotGoTogetherAreRefusedWithWhatToWrite_data() {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("advice");
        const auto row = [](const char* formula, const char* found, const char* advice) {
            QTest::newRow(formula) << formula << found << advice;
        };
        row("log_p + png", "nats and bytes", "multiply the bytes by bits_per_byte*nats_per_bit");
        row("-log_p + 0.5*volume - 8*png*0.693", "nats and bytes",
            "multiply the bytes by bits_per_byte*nats_per_bit");
        row("bits_per_dim - 8*png/D", "bits/dim and bytes/dim", "multiply the bytes/dim by bits_per_byte");
        row("bits_per_dim - 8*png", "bits/dim and bytes", "multiply the bytes by bits_per_byte/D");
        row("log_p + bits_per_dim", "nats and bits/dim", "multiply the bits/dim by D*nats_per_bit");
        row("png*bits_per_byte - log_p", "bits and nats", "multiply the bits by nats_per_bit");
        row("log_p/D + volume", "nats/dim and nats", "multiply the nats/dim by D");
        row("log_p + 1300", "nats and a plain number", "5*nats");
        row("log_p > 1300", "nats and a plain number", "5*nats");
        row("max(log_p, png)", "nats and bytes", "multiply the bytes");
        row("min(1, log_p)", "a plain number and nats", "5*nats");
        row("exp(log_p)", "found nats", "divide by nats");
        row("2^log_p", "found nats", "divide by nats");
        row("log_p^plain", "nats", "a number from -16 to 16");
        row("log_p && volume", "found nats", "x > 0");
        row("png - volume*D", "bytes and dim·nats", "convert one of them");
    }
    void unitsThatDoNotGoTogetherAreRefusedWithWhatToWrite() {
        QFETCH(QString, formula);
        QFETCH(QString, found);
        QFETCH(QString, advice);
        QCOMPARE(whyNotFormula(formula.toStdString(), {qUtf8Printable(found), qUtf8Printable(advice)}),
                 QString());
    }

    void everyAdviceHelps() {
        for (const char* formula :
             {"log_p + png*bits_per_byte*nats_per_bit", "bits_per_dim - 8*(png/D*bits_per_byte)/8",
              "bits_per_dim - 8*png*bits_per_byte/D", "log_p + bits_per_dim*D*nats_per_bit",
              "png*bits_per_byte*nats_per_bit - log_p", "log_p/D*D + volume", "log_p + 1300*nats",
              "exp(log_p/nats)"})
            QVERIFY2(!Formula(formula, knownNames()).names().empty(), formula);
    }

    void oneOfAnUnknownNameHearsThoseThereAre() {
        QCOMPARE(whyNotFormula("log_p + 3*likelihood", {"“likelihood”", "log_p [nats]", "png [bytes]",
                                                        "plain", "nats_per_bit [nats/bits]"}),
                 QString());
        QCOMPARE(whyNotFormula("ln2*png", {"“ln2”"}), QString());
    }

    void spoiledFormulasEndInASentence_data() {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& formula, const char* words) {
            QTest::newRow(name) << QString::fromStdString(formula) << words;
        };
        row("nothing", "", "found nothing");
        row("blanks", " \t\n ", "found nothing");
        row("a million digits", std::string(1'000'000, '1'), "at most 4000 characters, found 1000000");
        row("1,500 deep", std::string(1500, '(') + "log_p" + std::string(1500, ')'), "at most 100 deep");
        row("functions 700 deep", repeatedText("exp(", 700), "at most 100 deep");
        row("signs", std::string(3990, '-') + "log_p", "found “-”");
        row("one parenthesis", "(log_p", "as many closing as opening parentheses");
        row("another one", "log_p)", "found “)” at character 6");
        row("an end too early", "log_p +", "something behind it");
        row("no operator", "log_p volume", "found “volume” at character 7");
        row("a comma", "log_p, volume", "several between commas");
        row("a decimal comma", "1,5*log_p", "several between commas");
        row("an assignment", "log_p = 5", "found “= 5”");
        row("a condition", "log_p > 0*nats ? log_p : png", "multiply by a comparison");
        row("a text", "\"abc\"*log_p", "found");
        row("no column", "1/0", "one number for all images");
        row("a constant alone", "nats", "one number for all images");
        row("a number too large", "1e999*log_p", "found “1e999”");
        row("a number too small", "1e-999*log_p", "found “1e-999”");
        row("two points", "1.5.2*log_p", "found “.2”");
        row("no argument", "abs()*log_p", "more arguments");
        row("too many arguments", "abs(log_p, log_p)", "fewer arguments");
        row("a control character", std::string("log_p\x01", 6), "control character");
        row("a zero byte", std::string("log_p\0+5", 8), "control character");
        row("a long name", std::string(3000, 'a'), "formula");
    }
    void spoiledFormulasEndInASentence() {
        QFETCH(QString, formula);
        QFETCH(QString, words);
        QCOMPARE(whyNotFormula(formula.toStdString(), {"formula: expected", qUtf8Printable(words)}),
                 QString());
        try {
            const Formula read(formula.toStdString(), knownNames());
        } catch (const OptionError& error) {
            QVERIFY2(std::string(error.what()).size() < 700, "a sentence, not the formula again");
        }
    }

    void longAndDeepOnesWithinTheLimitsWork() {
        QVERIFY(closeTo(formulaValues(std::string(100, '(') + "volume" + std::string(100, ')'))[0], 1));
        QVERIFY(closeTo(formulaValues("volume" + repeatedText("+1*nats", 500))[0], 501));
        QVERIFY(closeTo(formulaValues("max(plain" + repeatedText(",1", 1900) + ")")[1], 1));
        QVERIFY(closeTo(formulaValues("plain" + repeatedText("^1", 1900))[0], 7));
    }

    void unitsAreReadAndWritten() {
        QCOMPARE(Unit("bit/dims").text(), std::string("bits/dim"));
        QCOMPARE(Unit("bpd").text(), std::string("bits/dim"));
        QCOMPARE(Unit("1").words(), std::string("a plain number"));
        QCOMPARE(Unit("1/dim").text(), std::string("1/dim"));
        QCOMPARE(Unit("nats^2/dim").text(), std::string("nats^2/dim"));
        QCOMPARE(Unit("bytes·nats/bits").text(), std::string("bytes·nats/bits"));
        QVERIFY(Unit("nats/nats").isPlain());
        QVERIFY(Unit("nats").toThe(0.5).times(Unit("nats").toThe(0.5)) == Unit("nat"));
        for (const char* odd : {"/", "//", "·", "^", "nats^", "nats^^2", "nats^inf", "///x"})
            QVERIFY(Unit(odd) == Unit(Unit(odd).text()));
    }
};

NESCIO_TEST(tst_formula, TestFormula)
#include "tst_formula.moc"
