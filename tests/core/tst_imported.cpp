// Columns from elsewhere: which rows are of which images, scores made of them, and what an audit says of
// columns that are wrong in one way each.

#include <QtTest>

#include <cmath>
#include <numbers>

#include "core/scores/audit.h"
#include "core/scores/composition.h"
#include "core/scores/rank_correlation.h"
#include "tests/core/made_columns.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

using Values = std::vector<double>;

constexpr std::size_t kOfRun = 40;
constexpr double kNatsPerBit = std::numbers::ln2;

/// log p from -1000 nats down, not in order; D = 2.
double natsOf(std::size_t image) {
    return -1000 - static_cast<double>(image * 7 % kOfRun);
}

/// Every fifth image of a set of 200.
TermTable scoredImages() {
    Values values;
    for (std::size_t i = 0; i < kOfRun; ++i) values.push_back(natsOf(i));
    auto table = *madeColumns({{"prior", TermKind::Prior}}, values, "digits").terms;
    for (auto& index : table.key.indices) index *= 5;
    table.available = 5 * kOfRun;
    return table;
}

ColumnTable columnFile(Values values, const std::string& unit = "", std::vector<std::int64_t> index = {}) {
    ColumnTable file{.source = "file.csv", .rows = static_cast<std::int64_t>(values.size())};
    file.columns = {{"loss", unit, std::move(values)}};
    file.index = std::move(index);
    return file;
}

ImportedColumns importedFrom(const ColumnTable& file, Knowledge knows = Knowledge::Nothing) {
    return importedColumns(file, scoredImages(), "x", "", knows);
}

template <class Of>
Values perScoredImage(Of of) {
    Values values;
    for (std::size_t i = 0; i < kOfRun; ++i) values.push_back(of(i));
    return values;
}

std::vector<AuditFinding> auditNow(const ImportedColumns& imported,
                                   std::optional<ScoreDirection> direction = {},
                                   const std::vector<Measurement>& others = {}) {
    return audited(
        {.imported = imported, .images = scoredImages(), .others = others, .direction = direction});
}

std::vector<std::string> findingIds(const std::vector<AuditFinding>& findings) {
    std::vector<std::string> ids;
    for (const auto& finding : findings) ids.push_back(finding.id);
    return ids;
}

using Ids = std::vector<std::string>;

/// In no order that log p has.
double unrelatedValue(std::size_t image) {
    return std::sin(static_cast<double>(image * image) * 1.7) + 3;
}

}  // namespace

class TestImported : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rowsAreMatchedByIndex() {
        const auto imported = importedFrom(columnFile({1, 2, 3, 4}, "nats", {10, 3, 0, 195}));
        const auto& values = imported.measurement.columns[0].values;
        QVERIFY(imported.byIndex);
        QCOMPARE(values[2], 1.0);
        QCOMPARE(values[0], 3.0);
        QCOMPARE(values[39], 4.0);
        QVERIFY(std::isnan(values[1]));
        QCOMPARE(imported.leftOut, std::int64_t{1});
        QCOMPARE(imported.missing, std::int64_t{37});
        QCOMPARE(imported.measurement.measure, std::string("imported_x"));
        QCOMPARE(imported.measurement.kind, ColumnKind::Imported);
        QVERIFY(imported.measurement.key->contents == scoredImages().key.contents);
        QVERIFY2(!imported.measurement.key->weights.known(), "no weights of ours made it");
    }

    void rowsAreMatchedByOrder() {
        const auto some = importedFrom(columnFile(perScoredImage(unrelatedValue)));
        QVERIFY(!some.byIndex && some.missing == 0 && some.leftOut == 0);
        QCOMPARE(some.measurement.columns[0].values[7], unrelatedValue(7));
        Values all;
        for (int i = 0; i < 200; ++i) all.push_back(i);
        const auto whole = importedFrom(columnFile(all));
        QVERIFY2(whole.measurement.columns[0].values[7] == 35, "image 7 of the scored ones is 35 of the set");
        QCOMPARE(whole.leftOut, std::int64_t{160});
    }

    void rowsThatFitNoImagesAreRefused() {
        QCOMPARE(whyNot<DataError>(
                     [&] {
                         importedFrom(columnFile({1, 2, 3}));
                     },
                     {"40 rows", "200", "found 3", "index"}),
                 QString());
        QCOMPARE(whyNot<DataError>([&] { importedFrom(columnFile(Values(201, 1))); }, {"found 201"}),
                 QString());
        QCOMPARE(whyNot<DataError>(
                     [&] {
                         importedFrom(columnFile({1, 2}, "", {0, 200}));
                     },
                     {"below 200", "found 200", "row 2"}),
                 QString());
        QCOMPARE(whyNot<DataError>(
                     [&] {
                         importedFrom(columnFile({1, 2, 3}, "", {0, 5, 0}));
                     },
                     {"rows 1 and 3 of image 0"}),
                 QString());
        QCOMPARE(whyNot<DataError>(
                     [&] {
                         importedFrom(columnFile({1, 2}, "", {1, 2}));
                     },
                     {"scored", "found none"}),
                 QString());
    }

    void unitsComeFromTheHeadingOrAreSaid() {
        const auto unit = [](const char* heading, const char* said) {
            return importedColumns(columnFile(Values(kOfRun, 1), heading), scoredImages(), "x", said,
                                   Knowledge::Nothing)
                .measurement.columns[0]
                .unit;
        };
        QCOMPARE(unit("nat", ""), std::string("nats"));
        QCOMPARE(unit("", "bpd"), std::string("bits/dim"));
        QCOMPARE(unit("bits", "bits"), std::string("bits"));
        QCOMPARE(whyNot<OptionError>([&] { unit("bits", "nats"); }, {"--unit", "bits", "nats", "loss"}),
                 QString());
    }

    void namesThatAreNoneAreRefused() {
        for (const char* name : {"", "A b", "../x"}) {
            const bool isEmpty = std::string(name).empty();  // imported_ alone would do
            if (isEmpty) continue;
            QCOMPARE(
                whyNot<OptionError>(
                    [&] { importedColumns(columnFile({1}), scoredImages(), name, "", Knowledge::Nothing); },
                    {"small letters"}),
                QString());
        }
    }

    void aColumnIsAScoreInEitherDirection() {
        auto columns = madeColumns({{"prior", TermKind::Prior}}, {-1, -2});
        addMeasurement(columns, "imported_x", {{"loss", "nats", {5, 7}}});
        auto& measurement = columns.measurements.at("imported_x");
        measurement.knows = Knowledge::OodLabels;
        const auto higher = importedScore(measurement, 0, ScoreDirection::Higher, "a.csv");
        const auto lower = importedScore(measurement, 0, ScoreDirection::Lower, "a.csv");
        QCOMPARE(scoreOf(composedScore(higher), columns), (Values{5, 7}));
        QCOMPARE(scoreOf(composedScore(lower), columns), (Values{-5, -7}));
        QCOMPARE(higher.id, std::string("imported_x"));
        QCOMPARE(composedScore(higher).knows, Knowledge::OodLabels);
        QCOMPARE(composedScore(higher).source, std::string("imported from a.csv"));
        QCOMPARE(whyNot<UnsupportedError>(
                     [&] {
                         scoreOf(composedScore(higher), madeColumns({{"prior", TermKind::Prior}}, {-1}));
                     },
                     {"imported_x"}),
                 QString());
    }

    void aSoundColumnRaisesNothing() {
        QCOMPARE(findingIds(auditNow(importedFrom(columnFile(perScoredImage(unrelatedValue))),
                                     ScoreDirection::Higher)),
                 Ids{});
        const auto loss = importedFrom(columnFile(perScoredImage([](auto i) { return -natsOf(i); }), "nats"));
        QCOMPARE(findingIds(auditNow(loss, ScoreDirection::Higher)), Ids{});
        const auto logP =
            importedFrom(columnFile(perScoredImage([](auto i) { return 1.03 * natsOf(i); }), "nats"));
        QCOMPARE(findingIds(auditNow(logP, ScoreDirection::Lower)), Ids{});
    }

    void unitsAreTakenFromTheRatioToLogP_data() {
        QTest::addColumn<double>("factor");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("found");
        QTest::newRow("bits for nats") << 1 / kNatsPerBit << "nats"
                                       << "bits";
        QTest::newRow("nats for bits") << 1.0 << "bits"
                                       << "nats";
        QTest::newRow("nats for bits/dim") << 1.0 << "bits/dim"
                                           << "nats";
        QTest::newRow("per dimension for nats") << 1.0 / 2 << "nats"
                                                << "nats/dim";
        QTest::newRow("bits/dim for nats") << 1 / (2 * kNatsPerBit) << "nats"
                                           << "bits/dim";
        QTest::newRow("bytes for nats") << 1 / (8 * kNatsPerBit) << "nats"
                                        << "bytes";
        QTest::newRow("nothing said") << 1 / (2 * kNatsPerBit) << ""
                                      << "bits/dim";
    }
    void unitsAreTakenFromTheRatioToLogP() {
        QFETCH(double, factor);
        QFETCH(QString, said);
        QFETCH(QString, found);
        const auto findings = auditNow(importedFrom(
            columnFile(perScoredImage([&](auto i) { return -factor * natsOf(i); }), said.toStdString())));
        QCOMPARE(findingIds(findings), Ids{"unit"});
        QVERIFY(std::abs(findings[0].evidence - factor) < 1e-12);
        QVERIFY2(findings[0].sentence.ends_with("unit should be " + found.toStdString()),
                 findings[0].sentence.c_str());
    }

    void anOrderOfItsOwnHasNoUnit() {
        const auto findings = auditNow(importedFrom(
            columnFile(perScoredImage([](auto i) { return unrelatedValue(i) * 1000; }), "nats")));
        QCOMPARE(findingIds(findings), Ids{});
    }

    void aSignThatIsReversedIsFound() {
        const auto logP = importedFrom(columnFile(perScoredImage(natsOf), "nats"));
        const auto reversed = auditNow(logP, ScoreDirection::Higher);
        QCOMPARE(findingIds(reversed), Ids{"sign"});
        QCOMPARE(reversed[0].evidence, -1.0);
        QVERIFY(reversed[0].sentence.find("other direction") != std::string::npos);
        QVERIFY(auditNow(logP)[0].sentence.find("lower values are") != std::string::npos);
        const auto loss = importedFrom(columnFile(perScoredImage([](auto i) { return -natsOf(i); }), "nats"));
        QCOMPARE(findingIds(auditNow(loss, ScoreDirection::Lower)), Ids{"sign"});
    }

    void thresholdedAndRoundedScoresTie() {
        // 10 of 40 images are flagged: (30·29 + 10·9) / (40·39) of the pairs tie, 8/13.
        const auto flags =
            auditNow(importedFrom(columnFile(perScoredImage([](auto i) { return i % 4 == 0 ? 1.0 : 0.0; }))));
        QCOMPARE(findingIds(flags), Ids{"ties"});
        QCOMPARE(flags[0].evidence, 2.0);
        QVERIFY2(flags[0].sentence.find("62 % of pairs") != std::string::npos &&
                     flags[0].sentence.find("off by 0.31") != std::string::npos,
                 flags[0].sentence.c_str());
        const auto rounded = auditNow(importedFrom(
            columnFile(perScoredImage([](auto i) { return std::round(unrelatedValue(i) * 10) / 10; }))));
        QCOMPARE(findingIds(rounded), Ids{"ties"});
    }

    void constantsAndWhatIsNotFiniteAreCounted() {
        const auto constant = auditNow(importedFrom(columnFile(Values(kOfRun, 0.5))), ScoreDirection::Higher);
        QCOMPARE(findingIds(constant), Ids{"constant"});
        QCOMPARE(constant[0].evidence, 0.5);
        auto values = perScoredImage(unrelatedValue);
        values[3] = values[4] = NAN;
        values[5] = -INFINITY;
        const auto odd = auditNow(importedFrom(columnFile(values)));
        QCOMPARE(findingIds(odd), (Ids{"nan", "infinite"}));
        QCOMPARE(odd[0].evidence, 2.0);
        QCOMPARE(odd[1].evidence, 1.0);
        const auto nothing = auditNow(importedFrom(columnFile(Values(kOfRun, NAN))), ScoreDirection::Lower);
        QCOMPARE(findingIds(nothing), Ids{"nan"});
        const auto few = auditNow(importedFrom(columnFile({1.5, 2.5}, "", {0, 5})));
        QVERIFY2(few[0].sentence.find("38 of them for want of a row") != std::string::npos,
                 few[0].sentence.c_str());
    }

    void oneFileForTwoSetsIsFound() {
        const auto mine = importedFrom(columnFile(perScoredImage(unrelatedValue)));
        auto other = mine.measurement;
        other.setId = other.setTitle = "letters";
        other.columns[0].values.resize(30);
        const auto found = auditNow(mine, {}, {other});
        QCOMPARE(findingIds(found), Ids{"copy"});
        QVERIFY(found[0].sentence.find("letters") != std::string::npos);
        other.columns[0].values[2] += 1e-9;
        QVERIFY2(auditNow(mine, {}, {other}).empty(), "29 of 30 are not all");
        QVERIFY2(auditNow(mine, {}, {mine.measurement}).empty(), "the same set imported anew");
    }

    void oneColumnInTwoUnitsIsFound() {
        const auto mine = importedFrom(columnFile(perScoredImage(unrelatedValue), "bits"));
        auto other = mine.measurement;
        other.setId = other.setTitle = "letters";
        other.columns[0] = {"loss", "nats", {1, 2, 3}};
        QCOMPARE(findingIds(auditNow(mine, {}, {other})), Ids{"other_unit"});
    }

    void whatIsKnownOfImagesAndMakersIsSaid() {
        Values all;
        for (std::size_t i = 0; i < 200; ++i) all.push_back(unrelatedValue(i));
        auto imported = importedFrom(columnFile(all), Knowledge::OodLabels);
        auto images = scoredImages();
        images.key.fit = {"resized to 32×32"};
        const auto findings = audited({.imported = imported, .images = images, .others = {}});
        QCOMPARE(findingIds(findings), (Ids{"left_out", "changed", "ood_labels"}));
        QCOMPARE(findings[0].evidence, 160.0);
        QVERIFY(findings[1].sentence.find("resized to 32×32") != std::string::npos);
    }

    void ranksAreCorrelatedWithTies() {
        QCOMPARE(rankCorrelation({1, 2, 3}, {10, 100, 1000}), 1.0);
        QCOMPARE(rankCorrelation({1, 2, 3, NAN}, {3, 2, 1, 0}), -1.0);
        QVERIFY(std::isnan(rankCorrelation({1, 1}, {1, 2})) && std::isnan(rankCorrelation({1}, {1})));
        // Ranks 0, 1.5, 1.5, 3 and 0, 1, 2, 3: 4.5 / √(4.5 · 5).
        QVERIFY(std::abs(rankCorrelation({1, 2, 2, 3}, {1, 2, 3, 4}) - 4.5 / std::sqrt(22.5)) < 1e-12);
    }
};

NESCIO_TEST(tst_imported, TestImported)
#include "tst_imported.moc"
