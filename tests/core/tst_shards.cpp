// Batches in shards: nothing that is computed depends on the number of threads, and the whole is the sum of
// its parts.

#include <QtTest>

#include <atomic>
#include <stdexcept>
#include <thread>

#include <ATen/Parallel.h>

#include "core/density/batch_scorer.h"
#include "core/math/device.h"
#include "core/math/once_a_batch.h"
#include "core/math/parallel.h"
#include "core/math/shards.h"
#include "core/train/batch_gradient.h"
#include "tests/core/tiny_models.h"
#include "tests/test_list.h"

using namespace nescio;
using namespace nescio::tests;

namespace {

/// Runs `work` in a new thread that computes with so many.
template <class Work>
void withThreads(int threads, Work work) {
    std::thread([&] {
        enterComputeThread(threads);
        work();
    }).join();
}

/// A model of the kind at its start, and what three steps of training make of its weights.
torch::Tensor weightsAfterTraining(const std::string& kind, int threads) {
    torch::Tensor weights;
    withThreads(threads, [&] {
        const RunSpec spec{.model = kind, .preset = "", .modelOptions = modelKind(kind).trial, .seed = 4};
        const auto model = makeMembers(spec, {1, 4, 4}, torch::kCPU).front();
        NoiseKey key{.seed = 2, .images = indexRange(0, 43)};
        model->initializeFrom(tinyBytes(43), key);
        Trainer trainer(model, trainOptionsFrom({{"learning_rate", 1e-2}, {"warmup", std::int64_t{0}}}));
        for (key.draw = 0; key.draw < 3; ++key.draw) trainer.step(tinyBytes(43), key);
        weights = FlatParameters(*model).values().clone();
    });
    return weights;
}

}  // namespace

class TestShards : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyPieceIsDoneOnceAndOnOneThread() {
        withThreads(4, [] {
            std::vector<std::atomic<int>> done(1000);
            std::atomic<int> alone{0};
            inParallel(1000, [&](std::int64_t piece) {
                ++done[static_cast<std::size_t>(piece)];
                if (at::get_num_threads() == 1) ++alone;
            });
            QVERIFY(std::all_of(done.begin(), done.end(), [](const auto& times) { return times == 1; }));
            QCOMPARE(alone.load(), 1000);
            QCOMPARE(at::get_num_threads(), 4);  // as before
        });
    }

    // Pieces that wait for each other end only where several threads are at work.
    void threadsWorkAtTheSameTime() {
        withThreads(3, [] {
            std::atomic<int> arrived{0};
            inParallel(3, [&](std::int64_t) {
                ++arrived;
                while (arrived < 3) std::this_thread::yield();
            });
            QCOMPARE(arrived.load(), 3);
        });
    }

    void piecesOfPiecesAreDoneInTurn() {
        withThreads(2, [] {
            std::atomic<int> done{0};
            inParallel(4, [&](std::int64_t) { inParallel(5, [&](std::int64_t) { ++done; }); });
            QCOMPARE(done.load(), 20);
        });
    }

    void theFirstErrorIsToldAndTheThreadsGoOn() {
        withThreads(2, [] {
            std::atomic<int> done{0};
            const auto failing = [&](std::int64_t piece) {
                if (piece == 3) throw std::runtime_error("piece 3");
                ++done;
            };
            QVERIFY_THROWS_EXCEPTION(std::runtime_error, inParallel(1000, failing));
            QVERIFY(done < 1000);
            done = 0;
            inParallel(10, [&](std::int64_t) { ++done; });
            QCOMPARE(done.load(), 10);
        });
    }

    void gradientsAreRecordedAsOutside() {
        withThreads(2, [] {
            const auto modes = [] {
                std::atomic<int> recorded{0};
                inParallel(8, [&](std::int64_t) { recorded += torch::GradMode::is_enabled() ? 1 : 0; });
                return recorded.load();
            };
            QCOMPARE(modes(), 8);
            const torch::NoGradGuard noGrad;
            QCOMPARE(modes(), 0);
        });
    }

    void shardsCoverTheBatchInOrder() {
        for (const std::int64_t images : {1, 7, 8, 15, 16, 43, 64, 1000}) {
            std::int64_t next = 0;
            for (const auto& shard : shardsOf(images)) {
                QCOMPARE(shard.first, next);
                QVERIFY(shard.count >= std::min(images, kLeastBatch) && shard.count < 2 * kLeastBatch);
                next += shard.count;
            }
            QCOMPARE(next, images);
        }
    }

    void smallTrainingBatchesGiveSeveralThreadsWork() {
        QCOMPARE(shardsOf(2, kTrainingShards).size(), std::size_t{2});
        QCOMPARE(shardsOf(8, kTrainingShards).size(), std::size_t{4});
        QCOMPARE(shardsOf(64, kTrainingShards).size(), std::size_t{8});
    }

    void drawsSideBySideAreThoseOneByOne() {
        for (const auto* name : {"glow", "vae"}) {
            const auto& model = *tiny(name).impl().model;
            const EvaluateOptions options{.draws = 19, .seed = 3};
            const auto bytes = tinyBytes(11);
            const auto all = BatchScorer(model, torch::kCPU, options).averagedTerms(bytes, indexRange(0, 11));
            const torch::NoGradGuard noGrad;
            auto sum = torch::zeros({11}, torch::kFloat64);
            for (std::uint64_t draw = 0; draw < 19; ++draw)
                sum += model.terms(bytes, {.seed = 3, .images = indexRange(0, 11), .draw = draw})[0];
            const double off = (all.select(1, 0) - sum / 19).abs().max().item<double>();
            QVERIFY2(off < 1e-4, qPrintable(QString::number(off)));
        }
    }

    void noiseStaysThatOfItsImage() {
        const NoiseKey key{.seed = 1, .images = {5, 3, 9, 1}, .draw = 2};
        const auto whole = uniformNoise(key, NoiseStream::Dequantize, 10);
        const Shard shard{1, 2};
        QVERIFY(torch::equal(uniformNoise(shard.of(key), NoiseStream::Dequantize, 10), shard.of(whole)));
    }

    void weightsAreTheSameBitsOnAnyNumberOfThreads_data() {
        QTest::addColumn<QString>("kind");
        for (const auto& kind : modelKinds())
            QTest::newRow(kind.id.c_str()) << QString::fromStdString(kind.id);
    }
    void weightsAreTheSameBitsOnAnyNumberOfThreads() {
        QFETCH(QString, kind);
        const auto one = weightsAfterTraining(kind.toStdString(), 1);
        QVERIFY(torch::isfinite(one).all().item<bool>());
        for (const int threads : {2, 5})
            QVERIFY2(torch::equal(one, weightsAfterTraining(kind.toStdString(), threads)),
                     qPrintable(QString("%1 threads").arg(threads)));
    }

    void theGradientIsThatOfTheWholeBatch_data() { weightsAreTheSameBitsOnAnyNumberOfThreads_data(); }
    void theGradientIsThatOfTheWholeBatch() {
        QFETCH(QString, kind);
        const auto model = inDouble(*tinyModel(kind.toStdString()));
        const auto bytes = tinyBytes(19);
        const NoiseKey key{.seed = 2, .images = indexRange(0, 19)};
        const FlatParameters flat(*model);
        const auto found = gradientOf(*model, flat, bytes, key);
        const auto sharded = flat.gradients().clone();
        flat.gradients().zero_();
        const auto whole = model->objective(bytes, key);
        whole.loss.backward();
        QVERIFY(agree(found.loss.item<double>(), whole.loss.item<double>(), 1e-10));
        QVERIFY(agree(found.density.item<double>(), whole.density.item<double>(), 1e-10));
        QVERIFY(agree(found.volume.item<double>(), whole.volume.item<double>(), 1e-10));
        const double largest = flat.gradients().abs().max().item<double>();
        const double worst = (sharded - flat.gradients()).abs().max().item<double>();
        QVERIFY2(worst < 1e-9 * std::max(1.0, largest), qPrintable(QString::number(worst)));
        QVERIFY(agree(normOf(sharded).item<double>(), sharded.norm().item<double>(), 1e-12));
    }

    void whatShardsShareIsMadeOnce() {
        withThreads(3, [] {
            auto weight = torch::tensor({2.0, 3.0}, torch::kFloat64).requires_grad_(true);
            std::atomic<int> made{0};
            OnceABatch batch;
            std::vector<torch::Tensor> ofShards(6);
            inParallel(6, [&](std::int64_t i) {
                const OnceABatch::Scope scope(batch);
                const auto square = onceABatch(&weight, [&]() -> OnceABatch::Tensors {
                    ++made;
                    return {weight.square()};
                })[0];
                const auto loss = (square * static_cast<double>(i)).sum();
                ofShards[static_cast<std::size_t>(i)] = torch::autograd::grad({loss}, batch.copies())[0];
            });
            QCOMPARE(made.load(), 1);
            auto sum = ofShards[0];
            for (std::size_t i = 1; i < ofShards.size(); ++i) sum = sum + ofShards[i];
            const auto gradient = batch.gradientsIn({weight}, {sum})[0];
            QVERIFY(torch::equal(gradient, 15 * 2 * weight.detach()));
        });
    }

    void withoutABatchItIsMadeEachTime() {
        int made = 0;
        for (int i = 0; i < 2; ++i) (void)onceABatch(this, [&] { return ++made, OnceABatch::Tensors(); });
        QCOMPARE(made, 2);
    }
};

NESCIO_TEST(tst_shards, TestShards)
#include "tst_shards.moc"
