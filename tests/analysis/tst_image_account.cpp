// Why an image is likely: lines that add up, places worked out by hand, what two images differ in, and
// sentences in place of what is not there.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <QTest>

#include "core/analysis/image_account/account_result.h"
#include "core/analysis/image_account/sections.h"
#include "datasets/code_length.h"
#include "tests/core/tiny_models.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

const std::vector<TermInfo> kColumns{{"level 1 · step 1 · actnorm", TermKind::LogDet, 1, 1},
                                     {"level 1 · step 1 · coupling", TermKind::LogDet, 1, 1},
                                     {"level 1 · step 2 · actnorm", TermKind::LogDet, 1, 2},
                                     {"level 1 · prior", TermKind::Prior, 1, 0},
                                     {"bytes", TermKind::Scaling, 0, 0}};

Breakdown breakdownOf(const std::vector<double>& nats) {
    Breakdown breakdown;
    for (std::size_t t = 0; t < nats.size(); ++t) breakdown.terms.push_back({kColumns[t], nats[t]});
    return breakdown;
}

TermTable tableOf(const std::vector<std::vector<double>>& rows) {
    TermTable table{.setId = "set", .setTitle = "a set", .role = SetRole::Train};
    table.columns = kColumns;
    for (const auto& row : rows) {
        table.key.indices.push_back(static_cast<std::int64_t>(table.key.indices.size()));
        table.nats.insert(table.nats.end(), row.begin(), row.end());
    }
    table.available = 10;
    return table;
}

const LikelihoodPart* labelled(const std::vector<LikelihoodPart>& parts, const std::string& label) {
    const auto found =
        std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.label == label; });
    return found == parts.end() ? nullptr : &*found;
}

bool close(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

bool says(const ImageAccount& account, const std::string& beginning) {
    return std::any_of(account.missing.begin(), account.missing.end(),
                       [&](const std::string& sentence) { return sentence.starts_with(beginning); });
}

const ImageSet& accountedImages() {
    static const ImageSet set = setOf(tinyBytes(12, 5));
    return set;
}

/// What a model said of the images, as the training set.
std::shared_ptr<TermTable> scored(const FrozenModel& model, SetRole role = SetRole::Train) {
    auto table = std::make_shared<TermTable>(*model.evaluate(accountedImages(), {}));
    table->role = role;
    return table;
}

ImageAccount accountOf(const std::string& model, const AccountInput& more, std::int64_t index = 3) {
    auto input = more;
    input.model = &tiny(model);
    return *nescio::accountOf(input, accountedImages().imageAt(index));
}

}  // namespace

class TestImageAccount : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// D = 2: nats of -2 k ln 2 are k bits/dim.
    void linesAddUpToTheTotal() {
        const double ln2 = std::numbers::ln2;
        const auto breakdown = breakdownOf({2 * ln2, -4 * ln2, 1 * ln2, -7 * ln2, -16 * ln2});
        const auto bits = bitsOf(breakdown, 2);
        const std::vector<double> byHand{-1, 2, -0.5, 3.5, 8};
        double sum = 0;
        for (std::size_t t = 0; t < byHand.size(); ++t) {
            QVERIFY(close(bits.lines[t].bitsPerDim, byHand[t]));
            sum += bits.lines[t].bitsPerDim;
        }
        QVERIFY(close(bits.lines[1].runningNats, -2 * ln2));
        QVERIFY(close(bits.bitsPerDim, 12));
        QVERIFY(close(sum, bits.bitsPerDim));
        QCOMPARE(bits.lines.back().runningNats, breakdown.totalNats());
        QCOMPARE(bits.totalNats, breakdown.totalNats());
    }

    void aPlaceIsThatWorkedOutByHand() {
        const auto place = placeAmong({1, 2, 3, 4, 5}, 4);
        QVERIFY(close(place.mean, 3));
        QVERIFY(close(place.deviation, std::sqrt(2.5)));
        QVERIFY(close(*place.z, 1 / std::sqrt(2.5)));
        QVERIFY(close(*place.shareBelow, 0.7));
        QCOMPARE(place.n, std::size_t{5});
    }

    void whatCannotBeComparedIsLeftOutAndCounted() {
        const auto place = placeAmong({1, kNan, 3, kInfinity}, 2);
        QCOMPARE(place.n, std::size_t{3});
        QCOMPARE(place.nan, std::size_t{1});
        QCOMPARE(place.infinite, std::size_t{1});
        QVERIFY(close(place.mean, 2));
        QVERIFY(close(*place.z + 1, 1));
        QVERIFY(close(*place.shareBelow, 1.0 / 3));
        const auto nothing = placeAmong({kNan}, 2);
        QVERIFY(!nothing.z && !nothing.shareBelow && nothing.n == 0);
        const auto self = placeAmong({1, 2}, kNan);
        QVERIFY(!self.z && !self.shareBelow);
    }

    void oneImageHasNoSpread() {
        const auto place = placeAmong({5}, 7);
        QCOMPARE(place.n, std::size_t{1});
        QCOMPARE(place.deviation, 0.0);
        QVERIFY(!place.z);
        QCOMPARE(*place.shareBelow, 1.0);
    }

    void stepsAndLevelsAreSumsOfTheirTerms() {
        const auto table = tableOf({{1, 2, 3, -10, -20}, {3, 4, 5, -14, -20}});
        const auto parts = partsOf(breakdownOf({2, 4, 4, -9, -20}), &table);
        QCOMPARE(parts.size(), std::size_t{8});
        const auto* step = labelled(parts, "level 1 · step 1 · volume");
        QVERIFY(step && step->level == 1 && step->step == 1 && !step->sum);
        QCOMPARE(step->nats, 6.0);  // among 3 and 7
        QCOMPARE(step->place->mean, 5.0);
        QVERIFY(close(*step->place->z, 1 / std::sqrt(8.0)));
        QCOMPARE(*step->place->shareBelow, 0.5);
        const auto* level = labelled(parts, "level 1 · all steps · volume");
        QVERIFY(level && level->sum);
        QCOMPARE(level->nats, 10.0);  // among 6 and 12
        QCOMPARE(level->place->mean, 9.0);
        QCOMPARE(labelled(parts, "level 1 · density")->nats, -9.0);
        QCOMPARE(*labelled(parts, "level 1 · density")->place->shareBelow, 1.0);
        QCOMPARE(labelled(parts, "volume, whole")->nats, 10.0);
        QCOMPARE(labelled(parts, "log p(x)")->nats, -19.0);  // among -24 and -22
        QVERIFY(!labelled(parts, "bytes")->place->z);        // equal for all
        double own = 0;
        for (const auto& part : parts) own += part.sum ? 0 : part.nats;
        QCOMPARE(own, -19.0);
    }

    void anImageMinusItselfIsZeroEverywhere() {
        for (const auto& [name, model] : tinyOnes()) {
            const auto account = accountOf(name, {.tables = {scored(*model)},
                                                  .seconds = {{"background", tinyOnes().front().model}},
                                                  .training = &accountedImages()});
            const auto difference = differenceOf(account, account);
            QVERIFY(difference.lines.size() > 4);
            for (const auto& line : difference.lines)
                QVERIFY2(line.difference() == 0, (name + ": " + line.label).c_str());
            QVERIFY(difference.pixels);
            for (const double value : difference.pixels->values) QCOMPARE(value, 0.0);
        }
    }

    void everyModelsLinesAddUp() {
        for (const auto& [name, model] : tinyOnes()) {
            const auto account = accountOf(name, {.tables = {scored(*model)}});
            double sum = 0;
            for (const auto& line : account.bits.lines) sum += line.bitsPerDim;
            QVERIFY2(close(sum, account.bits.bitsPerDim), name.c_str());
            double parts = 0;
            for (const auto& part : account.parts) parts += part.sum ? 0 : part.nats;
            QVERIFY2(close(parts, account.bits.totalNats), name.c_str());
            QCOMPARE(account.reference, std::string("slopes"));
            // The image is one of the twelve: there is one tie.
            const auto& place = *account.parts.back().place;
            QCOMPARE(place.n, std::size_t{12});
            QVERIFY2(close(*place.shareBelow, account.ranks.front().shareBelow), name.c_str());
        }
    }

    void pixelsAreSurpriseWhereTermsHaveThem() {
        const auto account = accountOf("pixelcnn", {});
        QVERIFY(account.pixels && account.pixels->kind == MapKind::Surprise);
        double bits = 0;
        for (const double value : account.pixels->values) bits += value;
        QVERIFY(agree(bits, account.informationBits(), 1e-5));
    }

    void pixelsAreTheGradientElsewhere() {
        const auto account = accountOf("glow", {});
        QVERIFY(account.pixels && account.pixels->kind == MapKind::Gradient);
        double squares = 0;
        for (const double value : account.pixels->values) squares += value * value;
        const auto alone = accountedImages().part({3});
        const double norm = measuredNow("gradient_x", tiny("glow"), alone).columns.front().values.front();
        QVERIFY(agree(0.5 * std::log(squares), norm, 1e-4));
    }

    void whatIsNotThereCostsASentenceAndNothingElse() {
        const auto account = accountOf("glow", {.whyNoTraining = "expected them here, found none"});
        QVERIFY(account.reference.empty() && account.ranks.empty() && account.ratios.empty() &&
                !account.nearest);
        QVERIFY(says(account, "Reference: expected the training set"));
        QVERIFY(says(account, "Ranks: expected sets scored"));
        for (const auto* measure : {"background", "local", "general"})
            QVERIFY2(says(account, std::string("Ratio: expected a ") + measure), measure);
        QVERIFY(says(account, "Nearest training images: expected them here"));
        QVERIFY(!account.parts.empty() && !account.parts.front().place);
        QVERIFY(account.pixels);
        QCOMPARE(account.codes.size(), codeKinds().size());
        QVERIFY(figureOf(account).panels.size() >= 4);
    }

    void numbersOfOtherWeightsAreNotUsed() {
        const auto old = scored(tiny("glow"));
        old->key.weights = {"another", 7};
        const auto account = accountOf("glow", {.tables = {old}});
        QVERIFY(account.reference.empty() && account.ranks.empty());
        QVERIFY(says(account, "Reference: expected numbers of the same weights"));
        QVERIFY(says(account, "Rank among slopes: expected numbers of the same weights"));
        // A test set of these weights stands in for a training set of others.
        const auto both = accountOf("glow", {.tables = {old, scored(tiny("glow"), SetRole::Test)}});
        QCOMPARE(both.reference, std::string("slopes"));
        QCOMPARE(both.ranks.size(), std::size_t{1});
        // So it is with other draws.
        const auto drawn =
            std::make_shared<TermTable>(*tiny("glow").evaluate(accountedImages(), {.draws = 2}));
        drawn->role = SetRole::Train;
        QVERIFY(says(accountOf("glow", {.tables = {drawn}}), "Reference: expected numbers of as many draws"));
        QCOMPARE(evaluationLike({drawn}, drawn->key.weights).draws, 2);
    }

    void nanInTheReferenceIsLeftOut() {
        const auto table = scored(tiny("glow"));
        table->nats.front() = kNan;
        const auto account = accountOf("glow", {.tables = {table}});
        QCOMPARE(account.ranks.front().n, std::size_t{11});
        QCOMPARE(account.ranks.front().nan, std::size_t{1});
        QCOMPARE(account.parts.back().place->nan, std::size_t{1});
        QVERIFY(std::isfinite(account.parts.back().place->mean));
    }

    void aRatioIsTheDifferenceOfLogarithms() {
        const auto image = accountedImages().imageAt(3);
        const auto account = accountOf("glow", {.seconds = {{"local", tinyOnes()[2].model}}});
        QCOMPARE(account.ratios.size(), std::size_t{1});
        const auto& ratio = account.ratios.front();
        QCOMPARE(ratio.ratio, tiny("glow").explain(image, {}).totalNats() -
                                  tiny("pixelcnn").explain(image, {}).totalNats());
        QCOMPARE(ratio.tightness, Tightness::Exact);
        QVERIFY(says(account, "Ratio: expected a background run") &&
                !says(account, "Ratio: expected a local"));
    }

    void theNearestTrainingImageOfOneIsItself() {
        const auto account = accountOf("glow", {.training = &accountedImages(), .nearest = 3});
        QCOMPARE(account.nearest->images.size(), std::size_t{3});
        QCOMPARE(account.nearest->images.front().index, std::int64_t{3});
        QCOMPARE(account.nearest->images.front().distance, 0.0);
        QCOMPARE(account.nearest->n, std::int64_t{12});
        QCOMPARE(imagesOf(account).images.size(), std::size_t{4});
    }

    void tablesOfTwoImagesHaveTheirDifference() {
        const AccountInput input{.tables = {scored(tiny("glow"))}, .training = &accountedImages()};
        const auto first = accountOf("glow", input, 3), second = accountOf("glow", input, 4);
        const auto result = resultOf(first, &second);
        QCOMPARE(result.figures.size(), std::size_t{1});
        const auto& bits = result.tables.front();
        QCOMPARE(bits.id, std::string("bits"));
        for (const auto& column : bits.columns) QCOMPARE(column.rows(), bits.rows());
        const auto numbers = [&](const std::string& title) {
            return std::find_if(bits.columns.begin(), bits.columns.end(),
                                [&](const auto& column) { return column.title == title; })
                ->numbers.back();
        };
        QCOMPARE(numbers("bits/dim, difference"), first.bits.bitsPerDim - second.bits.bitsPerDim);
        QCOMPARE(numbers("bits/dim, versus"), second.bits.bitsPerDim);
        for (const auto& table : result.tables)
            for (const auto& column : table.columns) QCOMPARE(column.rows(), table.rows());
        for (const auto& panel : result.figures.front().panels)
            if (panel.matrix)
                QCOMPARE(panel.matrix->values.size(),
                         panel.matrix->rows.size() * panel.matrix->columns.size());
    }

    void itStopsWhenAsked() {
        std::stop_source stop;
        stop.request_stop();
        const AccountInput input{.model = &tiny("glow"), .stop = stop.get_token()};
        QVERIFY(!nescio::accountOf(input, accountedImages().imageAt(0)));
    }
};

NESCIO_TEST(tst_image_account, TestImageAccount)
#include "tst_image_account.moc"
