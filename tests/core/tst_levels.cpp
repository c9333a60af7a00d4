// Presets fit the images they are asked for, whatever their size; where nothing fits, the sentence says so in
// the user's terms, before any time is spent.

#include <QtTest>

#include <QTemporaryDir>

#include "core/models/levels.h"
#include "core/models/model_kind.h"
#include "core/train/training.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;

namespace {

const std::vector<ImageShape> kSizes{{3, 28, 28}, {1, 27, 27}, {1, 64, 64}, {1, 50, 50}, {3, 32, 30}};

bool isGlow(const std::string& id) {
    return id == "glow" || id == "cv_glow";
}

std::shared_ptr<DensityModel> madeByPreset(const ModelKind& kind, const std::string& preset,
                                           const ImageShape& shape) {
    return kind.make(presetValues(kind.id, preset, shape).model, {shape}, 1);
}

ImageSet plainSet(const ImageShape& shape) {
    ImageSet set{
        .id = "plain", .title = "plain", .source = "plain", .shape = shape, .count = 6, .available = 6};
    for (std::int64_t i = 0; i < 6 * shape.dims(); ++i)
        set.bytes.own().push_back(static_cast<std::uint8_t>(i * 37 % 251));
    return set;
}

}  // namespace

class TestLevels : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

  private Q_SLOTS:
    void sidesAreHalvedWhileBothAreEven() {
        QCOMPARE(halvings({1, 28, 28}), 2);
        QCOMPARE(halvings({3, 32, 32}), 5);
        QCOMPARE(halvings({1, 27, 27}), 0);
        QCOMPARE(halvings({1, 64, 64}), 6);
        QCOMPARE(halvings({1, 50, 50}), 1);
        QCOMPARE(halvings({1, 32, 30}), 1);
    }

    void everyShortPresetMakesAModelOfEverySizeOrSaysWhyNot() {
        for (const auto& kind : modelKinds())
            for (const auto& shape : kSizes)
                for (const auto* preset : {"quick", "small"}) {
                    const auto name = kind.id + " " + preset + " " + toText(shape);
                    if (isGlow(kind.id) && halvings(shape) == 0) {
                        const auto why = whyNot<ShapeError>([&] { (void)madeByPreset(kind, preset, shape); },
                                                            {"1×27×27", "cannot be halved once", "realnvp"});
                        QVERIFY2(why.isEmpty(), qPrintable(QString::fromStdString(name) + ": " + why));
                    } else {
                        QVERIFY2(madeByPreset(kind, preset, shape)->shape() == shape, name.c_str());
                    }
                }
    }

    void thePresetsOfTheUsualSizesAreWhatTheyWere() {
        const auto levels = [](const char* model, const ImageShape& shape) {
            return intOption(presetValues(model, "quick", shape).model, "levels");
        };
        QCOMPARE(levels("glow", {1, 28, 28}), 2);
        QCOMPARE(levels("glow", {3, 32, 32}), 3);
        QCOMPARE(levels("realnvp", {3, 32, 32}), 3);
        QCOMPARE(levels("glow", {3, 28, 28}), 2);
        QCOMPARE(levels("glow", {1, 50, 50}), 1);
        QCOMPARE(levels("realnvp", {3, 28, 28}), 3);  // its last level is not halved
        QCOMPARE(levels("realnvp", {1, 27, 27}), 1);
    }

    void colourImagesOfAGreySizeTrainByThePreset() {
        LiveTraining live;
        const RunSpec spec{.model = "glow",
                           .preset = "quick",
                           .modelOptions = {{"hidden", std::int64_t{4}}},
                           .trainOptions = {{"steps", std::int64_t{1}}, {"batch", std::int64_t{2}}},
                           .device = "cpu",
                           .threads = 1};
        const auto file = m_folder.filePath("colour.h5").toStdString();
        QCOMPARE(startTraining(spec, plainSet({3, 28, 28}), file, {}, live), JobEnd::Finished);
    }

    void moreLevelsThanFitAreRefusedWithThoseThatDo() {
        const auto refused = [](const char* model, std::int64_t levels, const ImageShape& shape,
                                std::initializer_list<const char*> words) {
            const auto& kind = modelKind(model);
            return whyNot<ShapeError>(
                [&] {
                    (void)kind.make(completed(kind.options, {{"levels", levels}}), {shape}, 1);
                },
                words);
        };
        QCOMPARE(refused("glow", 3, {3, 28, 28}, {"1 to 2", "3×28×28", "2 times", "found 3"}), QString());
        QCOMPARE(refused("cv_glow", 2, {1, 50, 50}, {"expected 1 for", "1×50×50", "once", "found 2"}),
                 QString());
        QCOMPARE(refused("realnvp", 4, {3, 28, 28}, {"1 to 3", "3×28×28", "found 4"}), QString());
    }
};

NESCIO_TEST(tst_levels, TestLevels)
#include "tst_levels.moc"
