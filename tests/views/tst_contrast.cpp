// Two selections against each other: every number against one worked by hand.
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>

#include "core/scores/effect_size.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "core/views/contrast.h"
#include "tests/core/made_run.h"
#include "tests/test_list.h"
#include "tests/views/made_tables.h"

using namespace nescio;

namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

/// 1×2×2 images whose first pixel is given, the others 100, 0 and 255.
std::shared_ptr<const ImageSet> imagesOf(const std::vector<int>& firstPixels) {
    auto set = std::make_shared<ImageSet>();
    set->title = "made";
    set->shape = {1, 2, 2};
    for (const int pixel : firstPixels)
        for (const int byte : {pixel, 100, 0, 255})
            set->bytes.own().push_back(static_cast<std::uint8_t>(byte));
    set->count = set->available = static_cast<std::int64_t>(firstPixels.size());
    return set;
}

ChosenPart chosenPart(const std::string& id, const std::vector<double>& logP,
                      const std::vector<int>& pixels) {
    ChosenPart part{id, id, pixels.empty() ? nullptr : imagesOf(pixels), {}, tests::madeTable(id, logP)};
    part.indices = part.table->key.indices;
    return part;
}

/// Log p 1, 2, 3 against 4, 6.
ContrastInput handWorked() {
    return {.first = {"A", {chosenPart("a", {1, 2, 3}, {10, 20, 30})}},
            .second = {"B", {chosenPart("b", {4, 6}, {40, 60})}},
            .run = {}};
}

/// The row of a column of the table; -1 where it has none.
int rowOf(const ExperimentResult& result, const std::string& column) {
    const auto& names = result.tables.at(0).columns.at(0).words;
    const auto found = std::find(names.begin(), names.end(), column);
    return found == names.end() ? -1 : static_cast<int>(found - names.begin());
}

double cell(const ExperimentResult& result, const std::string& column, const std::string& title) {
    const int row = rowOf(result, column);
    for (const auto& of : result.tables.at(0).columns)
        if (of.title == title && row >= 0) return of.numbers.at(static_cast<std::size_t>(row));
    return -12345;
}

bool isNear(double value, double expected) {
    return std::abs(value - expected) < 1e-6;
}

QString findingsOf(const ExperimentResult& result) {
    QString all;
    for (const auto& finding : result.findings) all += QString::fromStdString(finding) + QLatin1Char('\n');
    return all;
}

}  // namespace

class TestContrast : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Pooled variance (2·1 + 1·2)/3 = 4/3; d = −3/1.1547 = −2.598; its error √(5/6 + 6.75/10) = 1.22814.
    void meansAndEffectsAreThoseWorkedByHand() {
        const auto result = *contrast(handWorked());
        QVERIFY(isNear(cell(result, "log_p", "mean of A"), 2));
        QVERIFY(isNear(cell(result, "log_p", "s.e. of A"), 0.5773502692));
        QVERIFY(isNear(cell(result, "log_p", "mean of B"), 5));
        QVERIFY(isNear(cell(result, "log_p", "s.e. of B"), 1));
        QVERIFY(isNear(cell(result, "log_p", "d"), -2.598076211));
        QVERIFY(isNear(cell(result, "log_p", "d, low"), -2.598076211 - 1.959963985 * 1.228142228));
        QVERIFY(isNear(cell(result, "log_p", "d, high"), -2.598076211 + 1.959963985 * 1.228142228));
        QCOMPARE(cell(result, "log_p", "AUROC"), 0.0);         // no A above a B
        QCOMPARE(cell(result, "bits_per_dim", "AUROC"), 1.0);  // and the other way round
        QCOMPARE(cell(result, "log_p", "n of A"), 3.0);
        QCOMPARE(cell(result, "log_p", "n of B"), 2.0);
        QCOMPARE(cell(result, "log_p", "not finite"), 0.0);
        QCOMPARE(rowOf(result, "D"), -1);
        QVERIFY2(findingsOf(result).contains("d = -2.60 [-5.01, -0.19]") ||
                     findingsOf(result).contains("d = 2.60 [0.19, 5.01]"),
                 qPrintable(findingsOf(result)));
    }

    void whatIsFarthestApartComesFirstAndWhatHasNoEffectLast() {
        auto input = handWorked();
        auto table = std::make_shared<TermTable>(*tests::madeTable("a", {1, 2, 3}));
        table->nats = {1, 0, 1, 1, 1, 2};  // densities equal, volumes 0, 1, 2
        input.first.parts[0].table = table;
        const auto result = *contrast(input);
        const auto& d = result.tables[0].columns[6].numbers;
        QCOMPARE(result.tables[0].columns[6].title, std::string("d"));
        for (std::size_t row = 1; row < d.size(); ++row)
            QVERIFY(std::isnan(d[row]) || std::abs(d[row - 1]) >= std::abs(d[row]));
        QVERIFY(std::isnan(d.back()));  // the scaling, which nothing tells apart
        QVERIFY(isNear(cell(result, "volume", "d"), 0));
    }

    /// A half of the pairs is a tie, of the other half A has the larger number in one of two.
    void tiesCountOneHalf() {
        QCOMPARE(effectSize({1, 2}, {1, 2}).auroc.value, 0.5);
        QCOMPARE(effectSize({1, 3}, {1, 2}).auroc.value, 0.625);
    }

    void equalNumbersHaveNoEffectHoweverTheyAreSummed() {
        const std::vector<double> a(7, -1086.1), b(13, -1086.1);
        QVERIFY(std::isnan(effectSize(a, b).d.value));
        QCOMPARE(effectSize(a, b).auroc.value, 0.5);
        QVERIFY(std::isinf(effectSize({2, 2}, {1, 1}).d.value));
    }

    void oneImageOnASideHasNoInterval() {
        auto input = handWorked();
        input.second.parts[0].indices = {0};
        const auto result = *contrast(input);
        QVERIFY(isNear(cell(result, "log_p", "d"), -2));  // the spread is A's alone
        QVERIFY(std::isnan(cell(result, "log_p", "d, low")));
        QVERIFY(std::isnan(cell(result, "log_p", "AUROC, high")));
        QVERIFY(std::isnan(cell(result, "log_p", "s.e. of B")));
        QVERIFY(findingsOf(result).contains("(no interval)"));
        QVERIFY(findingsOf(result).contains("One image has no standard deviation"));
        QCOMPARE(result.images.at(0).rows.size(), std::size_t{1});
        input.first.parts[0].indices = {0};
        QVERIFY(std::isnan(cell(*contrast(input), "log_p", "d")));
    }

    void anEmptySideIsASentence() {
        auto input = handWorked();
        input.second.name = "the rest";
        input.second.parts[0].indices.clear();
        try {
            (void)contrast(input);
            QFAIL("expected a DataError");
        } catch (const DataError& error) {
            QVERIFY2(std::string(error.what()).find("found none in “the rest”") != std::string::npos,
                     error.what());
        }
    }

    void whatIsNotFiniteIsLeftOutAndCounted() {
        auto input = handWorked();
        input.first.parts[0] = chosenPart("a", {1, kNotANumber, 2, -INFINITY, 3}, {});
        const auto result = *contrast(input);
        QVERIFY(isNear(cell(result, "log_p", "d"), -2.598076211));
        QCOMPARE(cell(result, "log_p", "n of A"), 3.0);
        QCOMPARE(cell(result, "log_p", "not finite"), 2.0);
        QVERIFY(findingsOf(result).contains("not finite; they are left out and counted"));
        input.first.parts[0] = chosenPart("a", {kNotANumber, kNotANumber}, {});
        QCOMPARE(cell(*contrast(input), "log_p", "n of A"), 0.0);
        QVERIFY(std::isnan(cell(*contrast(input), "log_p", "d")));
    }

    void imagesOfBothSidesAreSaid() {
        auto input = handWorked();
        input.second.parts[0] = input.first.parts[0];
        input.second.parts[0].indices = {1, 2};
        QVERIFY(findingsOf(*contrast(input)).contains("2 images are on both sides"));
        QVERIFY(!findingsOf(*contrast(handWorked())).contains("both sides"));
    }

    /// Pixel 0: means 20 and 50, deviations 10 and √200; the others differ in nothing.
    void picturesAreThoseWorkedByHand() {
        const auto result = *contrast(handWorked());
        const auto& sheet = result.images.at(0);
        QCOMPARE(sheet.id, std::string("mean_images"));
        QCOMPARE(sheet.images.size(), std::size_t{5});
        using Bytes = std::vector<std::uint8_t>;
        QCOMPARE(sheet.images[0].bytes, (Bytes{20, 100, 0, 255}));
        QCOMPARE(sheet.images[1].bytes, (Bytes{50, 100, 0, 255}));
        QCOMPARE(sheet.images[2].bytes, (Bytes{128 - 4 * 30, 128, 128, 128}));  // 127 / 30 is 4.2
        QCOMPARE(sheet.captions[0], std::string("A, n = 3"));
        QCOMPARE(sheet.captions[2], std::string("difference × 4"));
        QCOMPARE(sheet.images[3].bytes, (Bytes{180, 0, 0, 0}));  // 255 / 14.14 is 18.03
        QCOMPARE(sheet.images[4].bytes, (Bytes{255, 0, 0, 0}));
        QVERIFY2(sheet.rows[1].find("× 18") != std::string::npos, sheet.rows[1].c_str());
    }

    /// Medians 2 and 5: of A the second image, then the first; of B both are as near.
    void typicalImagesAreThoseNearestToTheMedian() {
        const auto result = *contrast(handWorked());
        const auto& typical = result.images.at(1);
        QCOMPARE(typical.perRow, std::size_t{2});
        QCOMPARE(typical.captions, (std::vector<std::string>{"#1, log p 2.0 nats", "#0, log p 1.0 nats",
                                                             "#0, log p 4.0 nats", "#1, log p 6.0 nats"}));
        QCOMPARE(static_cast<int>(typical.images[0].bytes[0]), 20);
        QCOMPARE(static_cast<int>(typical.images[3].bytes[0]), 60);
    }

    void withoutImagesThereIsTheTableAndANote() {
        auto input = handWorked();
        input.first.parts[0].images = nullptr;
        const auto one = *contrast(input);
        QVERIFY(one.images.empty() && one.tables.size() == 1);
        QVERIFY2(findingsOf(one).contains("There are no pictures: A has no image"),
                 qPrintable(findingsOf(one)));
        input.second.parts[0].images = nullptr;
        QVERIFY(findingsOf(*contrast(input)).contains("the images of neither side are at hand"));
    }

    void withoutNumbersThereArePicturesAndANote() {
        auto input = handWorked();
        input.first.parts[0].table = nullptr;
        const auto result = *contrast(input);
        QVERIFY(result.tables.empty() && result.images.size() == 1);
        QVERIFY(findingsOf(result).contains("no column of both"));
    }

    void numbersOfOtherWeightsAreNotCompared() {
        auto input = handWorked();
        auto table = std::make_shared<TermTable>(*input.second.parts[0].table);
        table->key.weights = {"other", 400};
        input.second.parts[0].table = table;
        auto first = std::make_shared<TermTable>(*input.first.parts[0].table);
        first->key.weights = {"one", 100};
        input.first.parts[0].table = first;
        const auto result = *contrast(input);
        QVERIFY(result.tables.empty());
        QVERIFY2(findingsOf(result).contains("step 400 for b"), qPrintable(findingsOf(result)));
    }

    /// Measured of both sets: 10, 20 and 30 bytes against 20 and 40; of one set alone it is no column of
    /// both.
    void measuredColumnsComeFromTheRunFile() {
        const QTemporaryDir folder;
        const auto file = folder.filePath("run.h5").toStdString();
        auto input = handWorked();
        input.run = file;
        RunUpdate update{.summary = tests::madeSummary(),
                         .checkpoint = tests::madeCheckpoint(100),
                         .tables = {},
                         .samples = {}};
        std::uint64_t content = 1;
        for (auto* side : {&input.first, &input.second}) {
            auto& part = side->parts[0];
            auto table = std::make_shared<TermTable>(*part.table);
            for (std::size_t row = 0; row < table->rows(); ++row) table->key.contents.push_back(content++);
            part.table = table;
            const auto measured = [&](const char* measure, std::vector<double> values) {
                update.measurements.push_back({.measure = measure,
                                               .setId = part.id,
                                               .setTitle = part.id,
                                               .kind = ColumnKind::ModelFree,
                                               .key = std::make_shared<const ColumnKey>(table->key),
                                               .columns = {{measure, "bytes", std::move(values)}}});
            };
            const bool first = side == &input.first;
            measured("png", first ? std::vector<double>{10, 20, 30} : std::vector<double>{20, 40});
            if (first) measured("lone", {1, 2, 3});
        }
        updateRunFile(file, update);
        const auto result = *contrast(input);
        QVERIFY(isNear(cell(result, "png", "mean of A"), 20));
        QVERIFY(isNear(cell(result, "png", "mean of B"), 30));
        QVERIFY(isNear(cell(result, "png", "AUROC"), 1.5 / 6));  // 20 ties with 20, 30 is above 20
        QCOMPARE(rowOf(result, "lone"), -1);
    }

    void aStoppedContrastHasNoResult() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!contrast(handWorked(), stop.get_token()));
    }
};

NESCIO_TEST(tst_contrast, TestContrast)
#include "tst_contrast.moc"
