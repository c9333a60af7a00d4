// Options: defaults, ranges, text, and sentences that say which, what range and what was found.

#include <QtTest>

#include "core/values/failure.h"
#include "core/values/option.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

const std::vector<OptionField> kFields{
    {.id = "steps", .title = "Steps", .standard = std::int64_t{8}, .minimum = 1, .maximum = 64},
    {.id = "rate", .title = "Rate", .standard = 0.5, .minimum = 0, .maximum = 1},
    {.id = "net",
     .title = "Net",
     .standard = std::string("conv"),
     .choices = {"conv", "highway"},
     .former = {"dense"}},
    {.id = "fast", .title = "Fast", .standard = false},
};

}  // namespace

class TestOption : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void missingValuesAreTheDefaults() {
        const auto values = completed(kFields, {{"steps", std::int64_t{3}}});
        QCOMPARE(intOption(values, "steps"), 3);
        QCOMPARE(realOption(values, "rate"), 0.5);
        QCOMPARE(textOption(values, "net"), std::string("conv"));
        QCOMPARE(boolOption(values, "fast"), false);
    }

    void aFormerChoiceOpensButCannotBeAskedFor() {
        const OptionValues former{{"net", std::string("dense")}};
        QCOMPARE(textOption(completed(kFields, former, OptionSource::Kept), "net"), std::string("dense"));
        const QString why = whyNot<OptionError>([&] { (void)completed(kFields, former); },
                                                {"net", "one of conv, highway", "dense", "only older runs"});
        QCOMPARE(why, QString());
        QCOMPARE(whyNot<OptionError>([&] { (void)parseOption(kFields[2], "dense"); }, {"only older runs"}),
                 QString());
        QCOMPARE(whyNot<OptionError>(
                     [&] {
                         (void)completed(kFields, {{"net", std::string("mlp")}}, OptionSource::Kept);
                     },
                     {"one of conv, highway", "mlp"}),
                 QString());
    }

    void textBecomesTheTypeOfTheField() {
        QVERIFY(parseOption(kFields[0], "12") == OptionValue(std::int64_t{12}));
        QVERIFY(parseOption(kFields[1], "1e-3") == OptionValue(1e-3));
        QVERIFY(parseOption(kFields[2], "highway") == OptionValue(std::string("highway")));
        QVERIFY(parseOption(kFields[3], "true") == OptionValue(true));
        for (const auto& field : kFields)
            QVERIFY(parseOption(field, toText(field.standard)) == field.standard);
    }

    void badTextNamesTheOptionTheRangeAndWhatWasFound_data() {
        QTest::addColumn<int>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("not a number") << 0 << "many"
                                      << "from 1 to 64";
        QTest::newRow("a fraction of a step") << 0 << "1.5"
                                              << "a whole number";
        QTest::newRow("too large") << 0 << "65"
                                   << "from 1 to 64";
        QTest::newRow("too large for any integer") << 0 << "99999999999999999999"
                                                   << "from 1 to 64";
        QTest::newRow("not finite") << 1 << "nan"
                                    << "from 0 to 1";
        QTest::newRow("no such choice") << 2 << "mlp"
                                        << "one of conv, highway";
        QTest::newRow("no switch") << 3 << "yes"
                                   << "true or false";
        QTest::newRow("empty") << 0 << ""
                               << "a whole number";
    }
    void badTextNamesTheOptionTheRangeAndWhatWasFound() {
        QFETCH(int, field);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto& option = kFields[static_cast<std::size_t>(field)];
        const auto words = expected.toStdString(), found = "“" + text.toStdString() + "”";
        QCOMPARE(whyNot<OptionError>([&] { parseOption(option, text.toStdString()); },
                                     {option.id.c_str(), words.c_str(), found.c_str()}),
                 QString());
    }

    void unknownIdsAndWrongTypesAreRefused() {
        QCOMPARE(whyNot<OptionError>(
                     [] {
                         completed(kFields, {{"speed", 1.0}});
                     },
                     {"steps, rate, net, fast", "speed"}),
                 QString());
        QCOMPARE(whyNot<OptionError>(
                     [] {
                         completed(kFields, {{"steps", 2.0}});
                     },
                     {"steps", "a whole number"}),
                 QString());
        QCOMPARE(whyNot<OptionError>([] { intOption({}, "steps"); }, {"steps", "none"}), QString());
    }
};

NESCIO_TEST(tst_option, TestOption)
#include "tst_option.moc"
