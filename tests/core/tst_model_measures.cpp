// Every measure that takes a model, on tiny ones: one number an image whatever comes with it, stopped and
// watched, refused with a reason where a model has not what it needs, and the model left as it was.

#include <QtTest>

#include <fmt/format.h>

#include "core/models/weights.h"
#include "datasets/code_length.h"
#include "tests/core/tiny_models.h"
#include "tests/datasets/expect_error.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

/// Measures whose numbers are of an image alone, whatever comes with it.
std::vector<std::string> ofTheModel() {
    std::vector<std::string> ids;
    for (const auto& kind : measureKinds())
        if (kind.need == MeasureNeed::Model) ids.push_back(kind.id);
    return ids;
}

}  // namespace

class TestModelMeasures : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void numbersAreOfTheImageAlone() {
        const auto bytes = tinyBytes(11);
        const auto set = setOf(bytes), turned = setOf(bytes.flip(0)), alone = setOf(bytes.narrow(0, 4, 1));
        for (const auto& id : ofTheModel())
            for (const auto& [name, model] : tinyOnes()) {
                if (!measureKind(id).whyNot(*model).empty()) continue;
                const auto words = fmt::format("{} of {}", id, name);
                const auto all = measuredNow(id, *model, set, {.seed = 5, .batch = 4});
                const auto again = measuredNow(id, *model, turned, {.seed = 5, .batch = 11});
                const auto one = measuredNow(id, *model, alone, {.seed = 5});
                for (std::size_t c = 0; c < all.columns.size(); ++c) {
                    const auto& column = all.columns[c];
                    QCOMPARE(again.columns[c].name, column.name);
                    QCOMPARE(column.values.size(), std::size_t{11});
                    for (std::size_t row = 0; row < 11; ++row)
                        QVERIFY2(agree(column.values[row], again.columns[c].values[10 - row], 1e-5),
                                 fmt::format("{}.{}", words, column.name).c_str());
                    QVERIFY2(agree(column.values[4], one.columns[c].values[0], 1e-5), words.c_str());
                }
            }
    }

    void everyMeasureOfAModelCanBeStoppedAndTellsHowFarItIs() {
        const auto set = setOf(tinyBytes(3));
        for (const auto& id : ofTheModel())
            for (const auto& [name, model] : tinyOnes()) {
                const auto& kind = measureKind(id);
                QVERIFY2(!kind.title.empty() && !kind.cost.empty() && !kind.source.empty(), id.c_str());
                if (!kind.whyNot(*model).empty()) {
                    EXPECT_ERROR(UnsupportedError, measuredNow(id, *model, set), id.c_str());
                    continue;
                }
                std::stop_source stop;
                ProgressBoard board;
                board.listen([&](const Progress&) { stop.request_stop(); });
                QVERIFY2(
                    measured(kind,
                             {.set = set, .model = model.get(), .evaluation = {.batch = 8}, .board = &board}),
                    id.c_str());
                QCOMPARE(board.latest().done, std::int64_t{3});
                QVERIFY2(!measured(kind, {.set = set, .model = model.get(), .stop = stop.get_token()}),
                         id.c_str());
            }
    }

    void codesAreMeasuredWithoutAModel() {
        const auto set = setOf(tinyBytes(3));
        for (const std::string id : {"png", "webp", "jpeg_xl"}) {
            const MeasureInput input{.set = set};
            const bool built = std::any_of(codeKinds().begin(), codeKinds().end(),
                                           [&](const auto& code) { return code.id == id; });
            if (!built) {
                EXPECT_ERROR(UnsupportedError, measured(measureKind(id), input), "install");
                continue;
            }
            const auto found = *measured(measureKind(id), input);
            QCOMPARE(found.kind, ColumnKind::ModelFree);
            const auto constant = constantCodeLength(codeKind(id), set.shape);
            for (std::int64_t i = 0; i < 3; ++i) {
                const auto length = codeLength(codeKind(id), set.shape, set.image(i));
                const auto at = static_cast<std::size_t>(i);
                QCOMPARE(found.find("bytes")->values[at], static_cast<double>(length));
                QCOMPARE(found.find("net")->values[at], static_cast<double>(length - constant));
            }
            std::stop_source stop;
            stop.request_stop();
            QVERIFY2(!measured(measureKind(id), {.set = set, .stop = stop.get_token()}), id.c_str());
        }
    }

    void theModelIsLeftAsItWas() {
        for (const auto& [name, model] : tinyOnes()) {
            const auto before = digestOf(*model->impl().model);
            for (const auto& id : ofTheModel())
                if (measureKind(id).whyNot(*model).empty()) measuredNow(id, *model, setOf(tinyBytes(2)));
            QCOMPARE(digestOf(*model->impl().model), before);
            for (const auto& parameter : model->impl().model->parameters())
                QVERIFY2(!parameter.grad().defined(), "no gradient was written into it");
        }
    }
};

NESCIO_TEST(tst_model_measures, TestModelMeasures)
#include "tst_model_measures.moc"
