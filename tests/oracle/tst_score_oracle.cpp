// Detection figures, DeLong's test, thresholds and Holm's correction against expected_scores.json, which
// scores.py wrote by other libraries and by definitions. Both compute the same scores from integers.

#include <QtTest>

#include <cmath>
#include <fstream>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/scores/curves.h"
#include "core/scores/delong.h"
#include "core/scores/detection_figures.h"
#include "core/scores/holm.h"
#include "core/scores/threshold.h"
#include "tests/test_list.h"

using namespace nescio;
using Json = nlohmann::ordered_json;

namespace {

using Column = std::vector<double>;

/// Two scores of the same images.
struct ScoreCase {
    ScoredSets first, second;
};

/// SplitMix64 at position `index` of its sequence `stream`.
std::uint64_t wordAt(std::uint64_t stream, std::uint64_t index) {
    std::uint64_t z = (index + 1 + (stream << 32)) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/// Nearly normal: the sum of 12 uniform numbers of 40 bits, less 6. Exact in doubles.
Column bells(std::uint64_t stream, std::size_t count, double shift = 0) {
    Column values;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t sum = 0;
        for (std::size_t part = 0; part < 12; ++part) sum += wordAt(stream, 12 * i + part) >> 24;
        values.push_back(static_cast<double>(sum) / 1099511627776.0 - 6 + shift);
    }
    return values;
}

Column digits(std::uint64_t stream, std::size_t count, std::uint64_t levels, double shift = 0) {
    Column values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(static_cast<double>(wordAt(stream, i) % levels) + shift);
    return values;
}

Column plusHalf(Column values, const Column& noise) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += noise[i] / 2;
    return values;
}

Column withInfinities(Column values) {
    for (std::size_t i = 0; i < values.size(); i += 11) values[i] = std::numeric_limits<double>::infinity();
    for (std::size_t i = 3; i < values.size(); i += 13) values[i] = -std::numeric_limits<double>::infinity();
    return values;
}

ScoreCase normals(std::uint64_t stream, std::size_t nIn, std::size_t nOut, double shift) {
    const auto in = bells(stream, nIn), out = bells(stream + 1, nOut, shift);
    return {{in, out}, {plusHalf(in, bells(stream + 2, nIn)), plusHalf(out, bells(stream + 3, nOut))}};
}

ScoreCase caseOf(const std::string& name) {
    if (name == "normals") return normals(10, 700, 500, 1);
    if (name == "wrong way round") return normals(20, 300, 400, -1.5);
    if (name == "heavy ties")
        return {{digits(30, 300, 7), digits(31, 200, 7, 1)}, {digits(32, 300, 3), digits(33, 200, 3)}};
    if (name == "infinities") {
        auto wild = normals(40, 260, 340, 0.5);
        for (auto* list : {&wild.first.in, &wild.first.out, &wild.second.in, &wild.second.out})
            *list = withInfinities(*list);
        return wild;
    }
    if (name == "constant")
        return {{Column(40, 2.5), Column(60, 2.5)}, {digits(50, 40, 5), digits(51, 60, 5)}};
    if (name == "few") return normals(60, 3, 2, 0.5);
    if (name == "a hundred thousand") return normals(70, 60'000, 40'000, 0.75);
    return {};
}

/// Sums of a hundred thousand rounded terms agree no better, nor do large z.
bool agrees(double found, double expected) {
    return std::abs(found - expected) <= 1e-12 * std::max(1.0, std::abs(expected));
}

/// To 12 digits, however small: variances are.
bool agreesInProportion(double found, double expected) {
    return std::abs(found - expected) <= 1e-12 * std::abs(expected);
}

double numberOf(const Json& json) {
    if (!json.is_string()) return json.get<double>();
    return json.get<std::string>() == "inf" ? std::numeric_limits<double>::infinity()
                                            : -std::numeric_limits<double>::infinity();
}

}  // namespace

class TestScoreOracle : public QObject {
    Q_OBJECT

  private:
    Json m_said = Json::parse(std::ifstream(NESCIO_SOURCE_DIR "/tests/oracle/expected_scores.json"));

    void addCases() const {
        QTest::addColumn<QString>("name");
        for (const auto& [name, said] : m_said["cases"].items())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

  private Q_SLOTS:
    void bothSidesComputeTheSameScores_data() { addCases(); }
    void bothSidesComputeTheSameScores() {
        QFETCH(QString, name);
        const auto [first, second] = caseOf(name.toStdString());
        Column probes;
        for (const auto& list : {first.in, first.out, second.in, second.out}) {
            QVERIFY(list.size() > 1);
            probes.push_back(list[1]);
            probes.push_back(list.back());
        }
        QCOMPARE(probes, m_said["cases"][name.toStdString()]["second_and_last"].get<Column>());
    }

    void figuresAreThoseOfScikitLearn_data() { addCases(); }
    void figuresAreThoseOfScikitLearn() {
        QFETCH(QString, name);
        const auto& said = m_said["cases"][name.toStdString()]["figures"];
        const auto scores = caseOf(name.toStdString()).first;
        const auto found = figuresOf(orderOf(scores.in, scores.out));
        QCOMPARE(said.size(), detectionFigures().size());
        for (const auto& figure : detectionFigures())
            QVERIFY2(agrees(found.*figure.value, said[figure.id].get<double>()), figure.id);
    }

    void deLongIsWhatItsDefinitionSays_data() { addCases(); }
    void deLongIsWhatItsDefinitionSays() {
        QFETCH(QString, name);
        const auto& said = m_said["cases"][name.toStdString()]["delong"];
        const auto [first, second] = caseOf(name.toStdString());
        const auto pair = delongPaired(first, second);
        QVERIFY(agreesInProportion(pair.first.variance, said["variance"][0].get<double>()));
        QVERIFY(agreesInProportion(pair.second.variance, said["variance"][1].get<double>()));
        QVERIFY(agreesInProportion(pair.covariance, said["covariance"].get<double>()));
        QVERIFY2(agrees(pair.z, said["z"].get<double>()), qPrintable(QString::number(pair.z, 'g', 17)));
        QVERIFY(agrees(pair.p, said["p"].get<double>()));
        QVERIFY(agrees(delongUnpaired(first, second).z, said["unpaired_z"].get<double>()));
        if (!said.contains("interval")) {
            QVERIFY(!pair.first.remark.empty());
            return;
        }
        QVERIFY(agrees(pair.first.auroc.low, said["interval"][0].get<double>()));
        QVERIFY(agrees(pair.first.auroc.high, said["interval"][1].get<double>()));
    }

    void thresholdsAreTheSmallestOfAll_data() { addCases(); }
    void thresholdsAreTheSmallestOfAll() {
        QFETCH(QString, name);
        const auto scores = caseOf(name.toStdString()).first;
        for (const auto& said : m_said["cases"][name.toStdString()]["thresholds"]) {
            const auto threshold = calibrateThreshold(scores.in, said["rate"].get<double>());
            QCOMPARE(threshold.score, numberOf(said["score"]));
            QCOMPARE(threshold.flagged, said["flagged"].get<std::size_t>());
            const auto found = flaggedShare(scores.out, threshold.score);
            QCOMPARE(found.flagged, said["found"].get<std::size_t>());
            QVERIFY(agrees(found.share.low, said["interval"][0].get<double>()));
            QVERIFY(agrees(found.share.high, said["interval"][1].get<double>()));
        }
    }

    void cornersAreThoseOfScikitLearn_data() { addCases(); }
    void cornersAreThoseOfScikitLearn() {
        QFETCH(QString, name);
        const auto& said = m_said["cases"][name.toStdString()];
        if (!said.contains("roc_curve")) return;  // kept of short curves only
        const auto scores = caseOf(name.toStdString()).first;
        const auto curve = rocCurve(scores.in, scores.out);
        const auto x = said["roc_curve"]["x"].get<Column>(), y = said["roc_curve"]["y"].get<Column>();
        QCOMPARE(curve.x.size(), x.size());
        for (std::size_t i = 0; i < x.size(); ++i)
            QVERIFY(agrees(curve.x[i], x[i]) && agrees(curve.y[i], y[i]));
    }

    void holmIsThatOfStatsmodels() {
        Column pValues;
        for (std::uint64_t i = 0; i < 12; ++i)
            pValues.push_back(static_cast<double>(wordAt(90, i) >> 11) / 9007199254740992.0 / 8);
        const auto adjusted = holmAdjusted(pValues);
        const auto said = m_said["holm"].get<Column>();
        QCOMPARE(adjusted.size(), said.size());
        for (std::size_t i = 0; i < said.size(); ++i) QVERIFY(agrees(adjusted[i], said[i]));
    }
};

NESCIO_TEST(tst_score_oracle, TestScoreOracle)
#include "tst_score_oracle.moc"
