// Images per second of our models, Glow unless another is asked for, in training and in scoring, on random
// bytes: speeds only, never bits/dim. Measures like the eager peer that compare.py sets beside it: three
// warm-up steps, then the median of single steps, with the same batch held throughout. Prints one JSON
// object.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <numeric>

#include <torch/version.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/density/batch_scorer.h"
#include "core/density/density_model.h"
#include "core/density/pixel_cnn.h"
#include "core/math/device.h"
#include "core/math/for_processors.h"
#include "core/math/gemm.h"
#include "core/math/parallel.h"
#include "core/math/tensor.h"
#include "core/models/model_kind.h"
#include "core/train/trainer.h"
#include "tests/peak_memory.h"

namespace {

constexpr int kWarmUps = 3;  // on CUDA the third is recorded

struct Settings {
    int channels = 1, side = 28;
    std::string model = "glow";
    std::int64_t levels = 2, steps = 8;  // of a Glow
    std::int64_t layers = 5;             // of a PixelCNN
    std::int64_t hidden = 64, latents = 32, batch = 64;
    int repeats = 7, threads = 2, draws = 1;
    std::string device = "cpu";
    bool pytorchDefaults = false, recorded = true;
};

Settings readSettings(CLI::App& app, int argc, char** argv) {
    Settings s;
    app.add_option("--model", s.model, "glow, pixelcnn or vae");
    app.add_option("--channels", s.channels);
    app.add_option("--side", s.side);
    app.add_option("--levels", s.levels);
    app.add_option("--steps", s.steps);
    app.add_option("--layers", s.layers);
    app.add_option("--hidden", s.hidden);
    app.add_option("--latents", s.latents);
    app.add_option("--draws", s.draws, "importance draws of a VAE in scoring");
    app.add_option("--batch", s.batch);
    app.add_option("--repeats", s.repeats);
    app.add_option("--threads", s.threads);
    app.add_option("--device", s.device, "cpu or cuda");
    app.add_flag("--pytorch-defaults", s.pytorchDefaults,
                 "on CUDA: convolutions in TF32 and by algorithms that do not repeat, as PyTorch has them");
    app.add_flag("!--no-graphs", s.recorded, "on CUDA: every kernel launched by itself, no CUDA graph");
    app.parse(argc, argv);
    return s;
}

nescio::OptionValues optionsOf(const Settings& s) {
    if (s.model == "pixelcnn") return {{"layers", s.layers}, {"hidden", s.hidden}};
    if (s.model == "vae") return {{"latents", s.latents}, {"hidden", s.hidden}};
    return {{"levels", s.levels}, {"steps", s.steps}, {"hidden", s.hidden}};
}

std::shared_ptr<nescio::DensityModel> makeModelOf(const Settings& s, const torch::Device& device) {
    const auto& kind = nescio::modelKind(s.model);
    auto model = kind.make(nescio::completed(kind.options, optionsOf(s)), {{s.channels, s.side, s.side}}, 0);
    model->to(device);
    return model;
}

nescio::NoiseKey noiseFor(std::int64_t batch) {
    nescio::NoiseKey key;
    key.images.resize(static_cast<std::size_t>(batch));
    std::iota(key.images.begin(), key.images.end(), 0);
    return key;
}

/// Medians over single runs.   Units: seconds.
struct Timing {
    double launching = 0;  ///< until the call came back; on CUDA the device may then still be at work
    double whole = 0;      ///< until the device was done, too
};

double medianOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

template <class Work>
Timing timed(int repeats, bool cuda, Work work) {
    using Clock = std::chrono::steady_clock;
    const auto seconds = [](Clock::duration duration) {
        return std::chrono::duration<double>(duration).count();
    };
    std::vector<double> launching, whole;
    for (int i = 0; i < repeats; ++i) {
        if (cuda) torch::cuda::synchronize();
        const auto start = Clock::now();
        work();
        launching.push_back(seconds(Clock::now() - start));
        if (cuda) torch::cuda::synchronize();
        whole.push_back(seconds(Clock::now() - start));
    }
    return {medianOf(launching), medianOf(whole)};
}

/// Products of matrices in float32, one a thread at the same time: what a CPU can do at most.   Units:
/// GFLOP/s.
double sgemmSpeed(int repeats, int threads) {
    constexpr std::int64_t kSide = 512;
    const auto a = torch::rand({kSide, kSide}), b = torch::rand({kSide, kSide});
    std::vector<torch::Tensor> results(static_cast<std::size_t>(threads));
    for (auto& result : results) result = torch::empty({kSide, kSide});
    const auto time = timed(repeats, false, [&] {
        nescio::inParallel(threads, [&](std::int64_t i) {
            nescio::multiply<float>(kSide, kSide, kSide, {{a.data_ptr<float>(), kSide}},
                                    {{b.data_ptr<float>(), kSide}},
                                    {results[static_cast<std::size_t>(i)].data_ptr<float>(), kSide});
        });
    });
    return 2e-9 * static_cast<double>(kSide * kSide * kSide * threads) / time.whole;
}

std::int64_t parameterCount(const torch::nn::Module& model) {
    std::int64_t count = 0;
    for (const auto& parameter : model.parameters()) count += parameter.numel();
    return count;
}

/// How many times as fast a PixelCNN draws with cached activations as by computing the whole image anew for
/// every byte, of which one computation is timed.
nlohmann::json drawingSpeedUp(const nescio::DensityModel& model, const torch::Tensor& bytes,
                              const nescio::NoiseKey& noise) {
    const auto* pixelCnn = dynamic_cast<const nescio::PixelCnn*>(&model);
    if (!pixelCnn) return {};
    const torch::NoGradGuard noGrad;
    const auto anew = timed(3, false, [&] { return pixelCnn->logProbabilities(bytes); });
    const auto cached = timed(3, false, [&] { return pixelCnn->sample(1, noise); });
    return anew.whole * static_cast<double>(model.shape().dims()) / cached.whole;
}

nlohmann::json measure(const Settings& s) {
    nescio::enterComputeThread(s.threads);
    if (s.pytorchDefaults) {
        at::globalContext().setAllowTF32CuDNN(true);
        at::globalContext().setDeterministicCuDNN(false);
    }
    nescio::recordDeviceWork(s.recorded);
    const torch::Device device(nescio::describeDevice(s.device).id);
    torch::manual_seed(0);
    const auto model = makeModelOf(s, device);
    const auto bytes =
        torch::randint(0, 256, {s.batch, s.channels, s.side, s.side}, torch::kUInt8).to(device);
    auto noise = noiseFor(s.batch);
    model->initializeFrom(bytes, noise);
    nescio::Trainer trainer(model, nescio::trainOptionsFrom({{"learning_rate", 1e-4}}));

    // Each step draws its own noise, as training does.
    const auto train = [&] { ++noise.draw, trainer.step(bytes, noise); };
    nescio::BatchScorer scorer(*model, device, {.draws = s.draws});
    const auto score = [&] { return scorer.averagedTerms(bytes, noise.images); };
    for (int i = 0; i < kWarmUps; ++i) train();
    const auto training = timed(s.repeats, device.is_cuda(), train);
    const double peak = nescio::peakMebibytes();
    const bool many = s.draws > 1;
    for (int i = 0; i < (many ? 1 : kWarmUps); ++i) (void)score();
    const auto scoring = timed(many ? 1 : s.repeats, device.is_cuda(), score);
    const auto noising = timed(s.repeats, device.is_cuda(), [&] {
        return nescio::uniformNoise(noise, nescio::NoiseStream::Dequantize, model->shape().dims()).to(device);
    });

    const auto images = static_cast<double>(s.batch);
    return {{"torch", TORCH_VERSION},
            {"train_images_per_s", images / training.whole},
            {"score_images_per_s", images / scoring.whole},
            {"train_launching_share", training.launching / training.whole},
            {"score_launching_share", scoring.launching / scoring.whole},
            {"noise_ms", 1000 * noising.whole},
            {"train_recorded", trainer.isRecorded()},
            {"score_recorded", scorer.isRecorded()},
            {"why_plain", trainer.whyPlain() + scorer.whyPlain()},
            {"sgemm_gflops",
             device.is_cuda() ? nlohmann::json() : nlohmann::json(sgemmSpeed(4 * s.repeats, s.threads))},
            {"peak_mib_training", device.is_cuda() ? nlohmann::json() : nlohmann::json(peak)},
            {"new_instructions", nescio::usesNewInstructions()},
            {"drawing_speed_up", drawingSpeedUp(*model, bytes, noise)},
            {"parameters", parameterCount(*model)}};
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a benchmark that fails may end as it likes
int main(int argc, char** argv) {
    CLI::App app("Images per second of Nescio's models");
    try {
        std::cout << measure(readSettings(app, argc, argv)) << '\n';
        return 0;
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
