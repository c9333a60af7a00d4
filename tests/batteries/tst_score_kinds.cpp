// Every score: says what it is, does not depend on the order or number of images at once, passes NaN on to
// its own image alone, takes one image, and says what it lacks.

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/measures/measure.h"
#include "core/scores/score.h"
#include "tests/core/made_columns.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

constexpr std::size_t kRows = 60;

double noise(std::size_t i, std::size_t j) {
    return std::sin(static_cast<double>(i * 7919 + j * 104729 + 1)) * 3;
}

std::vector<TermInfo> flowTerms() {
    return {{"level 1 · step 1", TermKind::LogDet, 1, 1},
            {"level 1 · prior", TermKind::Prior, 1, 0},
            {"level 2 · step 1", TermKind::LogDet, 2, 1},
            {"level 2 · prior", TermKind::Prior, 2, 0}};
}

std::vector<TermInfo> ensembleTerms() {
    return {{"member 1 · prior", TermKind::Prior, 0, 0, 1},
            {"member 2 · prior", TermKind::Prior, 0, 0, 2},
            {"members · log-mean-exp", TermKind::Mixing}};
}

std::vector<TermInfo> vaeTerms() {
    return {{"reconstruction", TermKind::Reconstruction}, {"divergence", TermKind::Divergence}};
}

std::vector<TermInfo> pixelTerms() {
    return {{"pixels", TermKind::Conditional}};
}

/// Of every kind of model.
std::vector<std::vector<TermInfo>> allTerms() {
    return {flowTerms(), ensembleTerms(), vaeTerms(), pixelTerms()};
}

SetColumns madeOf(const std::vector<TermInfo>& terms, double lifted = 0) {
    std::vector<double> nats;
    for (std::size_t row = 0; row < kRows; ++row)
        for (std::size_t c = 0; c < terms.size(); ++c) nats.push_back(noise(row, c) - 20 - lifted);
    return madeColumns(terms, nats);
}

/// Columns that any score would look for; values are beside the point here.
void measureAll(SetColumns& columns, const ScoreKind& kind) {
    for (const auto& measure : kind.measures) {
        std::vector<MeasuredColumn> made;
        auto names = kind.measuredColumns;
        if (names == std::vector<std::string>{kAllColumns}) names = {"one", "two", "three"};
        for (const auto& name : names) {
            made.push_back({name, "", std::vector<double>(columns.rows())});
            for (std::size_t row = 0; row < columns.rows(); ++row)
                made.back().values[row] = 10 + std::abs(noise(row, made.size() + 40));
        }
        addMeasurement(columns, measure, std::move(made));
    }
}

struct Entry {
    ScoreKind kind;
    SetColumns columns;
};

/// Every score with columns that it can be computed from.
std::vector<Entry> entries() {
    std::vector<Entry> all;
    std::vector<std::string> seen;
    for (const auto& terms : allTerms())
        for (const auto& kind : scoresFor(terms)) {
            if (!kind.appliesTo(terms) || std::count(seen.begin(), seen.end(), kind.id) > 0) continue;
            seen.push_back(kind.id);
            Entry entry{kind, madeOf(terms)};
            measureAll(entry.columns, kind);
            all.push_back(std::move(entry));
        }
    return all;
}

bool same(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(a));
}

}  // namespace

class TestScoreKinds : public QObject {
    Q_OBJECT

  private:
    static void addRows() {
        QTest::addColumn<int>("entry");
        const auto all = entries();
        for (int i = 0; i < static_cast<int>(all.size()); ++i)
            QTest::newRow(all[static_cast<std::size_t>(i)].kind.id.c_str()) << i;
    }
    static Entry entryNow() {
        QFETCH_GLOBAL(int, entry);
        return entries()[static_cast<std::size_t>(entry)];
    }

  private Q_SLOTS:
    void initTestCase_data() { addRows(); }

    void everyKindIsTried() {
        std::vector<std::string> tried;
        for (const auto& entry : entries()) tried.push_back(entry.kind.id);
        for (const auto& terms : allTerms())
            for (const auto& kind : scoresFor(terms))
                QVERIFY2(std::count(tried.begin(), tried.end(), kind.id) == 1, kind.id.c_str());
    }

    void saysWhatItIs() {
        const auto kind = entryNow().kind;
        for (const auto* words :
             {&kind.id, &kind.title, &kind.formula, &kind.unit, &kind.cost, &kind.source, &kind.needs})
            QVERIFY2(!words->empty(), kind.id.c_str());
        QVERIFY2(kind.measures.empty() == kind.measuredColumns.empty(), "says which columns it reads");
        QCOMPARE(kind.fit != nullptr, kind.knows == Knowledge::TrainingStatistics);
        for (const auto& claim : kind.claims)
            QVERIFY(claim.auroc >= 0 && claim.auroc <= 1 && !claim.what.empty() && !claim.evidence.empty());
    }

    void everyMeasureThatItReadsIsThere() {
        const std::vector<std::string> codecs{"png", "webp",
                                              "jpeg_xl"};  // where their libraries were built in
        for (const auto& measure : entryNow().kind.measures)
            if (std::find(codecs.begin(), codecs.end(), measure) == codecs.end())
                QCOMPARE(measureKind(measure).id, measure);
    }

    void orderOfTheImagesPlaysNoPart() {
        const auto [kind, columns] = entryNow();
        const auto state = fitScore(kind, columns);
        std::vector<std::size_t> turned(kRows);
        std::iota(turned.rbegin(), turned.rend(), std::size_t{0});
        auto one = scoreOf(kind, columns, state), other = scoreOf(kind, partOf(columns, turned), state);
        if (kind.images == 1) std::reverse(other.begin(), other.end());
        QCOMPARE(other.size(), one.size());
        for (std::size_t i = 0; i < one.size(); ++i) QVERIFY2(same(one[i], other[i]), kind.id.c_str());
    }

    void anImageAloneGetsTheSameNumber() {
        const auto [kind, columns] = entryNow();
        if (kind.images > 1) QSKIP("judges several together");
        const auto state = fitScore(kind, columns);
        const auto all = scoreOf(kind, columns, state);
        for (const std::size_t row : {std::size_t{0}, std::size_t{17}}) {
            const auto alone = scoreOf(kind, partOf(columns, {row}), state);
            QCOMPARE(alone.size(), std::size_t{1});
            QVERIFY2(same(alone.front(), all[row]), kind.id.c_str());
        }
    }

    void nanStaysWithItsImage() {
        auto [kind, columns] = entryNow();
        const auto state = fitScore(kind, columns);
        const auto before = scoreOf(kind, columns, state);
        auto table = *columns.terms;
        const auto width = table.columns.size();
        for (std::size_t c = 0; c < width; ++c) table.nats[5 * width + c] = NAN;
        columns.terms = std::make_shared<const TermTable>(table);
        for (auto& [measure, measurement] : columns.measurements)
            for (auto& column : measurement.columns) column.values[5] = NAN;
        const auto after = scoreOf(kind, columns, state);
        QVERIFY2(std::count_if(after.begin(), after.end(), [](double v) { return std::isnan(v); }) == 1,
                 kind.id.c_str());
        if (kind.images > 1) return;
        for (std::size_t row = 0; row < kRows; ++row)
            QVERIFY2(row == 5 ? std::isnan(after[row]) : same(after[row], before[row]), kind.id.c_str());
        const auto fitted = fitScore(kind, columns);  // a reference with one such image is as good
        for (const auto& [name, numbers] : fitted.numbers)
            for (const double number : numbers) QVERIFY2(!std::isnan(number), name.c_str());
    }

    void sayWhatIsMissing() {
        auto [kind, columns] = entryNow();
        if (kind.measures.empty()) QSKIP("needs no measure");
        columns.measurements.clear();
        const auto why = whyNoScore(kind, columns);
        for (const auto& measure : kind.measures)
            QVERIFY2(why.find(measure) != std::string::npos, why.c_str());
    }
};

NESCIO_TEST(tst_score_kinds, TestScoreKinds)
#include "tst_score_kinds.moc"
