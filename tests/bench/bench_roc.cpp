// Seconds that the figures of two scored sets, a band and DeLong's test take. Built and run by hand:
//     cmake --build build/release --target nescio_bench_roc && build/release/bin/nescio_bench_roc
// Prints one JSON object: medians, on one thread.

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/scores/curves.h"
#include "core/scores/delong.h"
#include "core/scores/roc.h"

namespace {

template <class Work>
double medianSeconds(int repeats, Work work) {
    using Clock = std::chrono::steady_clock;
    std::vector<double> seconds;
    for (int i = 0; i < repeats; ++i) {
        const auto start = Clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

/// Normal scores whose AUROC is 0.76.
nescio::ScoredSets normalScores(std::size_t images, std::uint64_t seed) {
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    nescio::ScoredSets sets{.in = std::vector<double>(images), .out = std::vector<double>(images)};
    for (auto& value : sets.in) value = normal(generator);
    for (auto& value : sets.out) value = normal(generator) + 1;
    return sets;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a benchmark that fails may end as it likes
int main(int argc, char** argv) {
    std::size_t images = 10'000;
    int halfSamples = nescio::kHalfSamples, repeats = 7;
    CLI::App app("Seconds that detection figures take");
    app.add_option("--images", images, "of either set")->capture_default_str();
    app.add_option("--half-samples", halfSamples)->capture_default_str();
    app.add_option("--repeats", repeats)->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    const auto sets = normalScores(images, 1), others = normalScores(images, 2);
    const nescio::CurveOptions band{.halfSamples = halfSamples};
    const auto timed = [&](auto work) { return medianSeconds(repeats, work); };
    std::cout << nlohmann::json{{"images", images},
                                {"half_samples", halfSamples},
                                {"auroc_s", timed([&] { nescio::auroc(sets.in, sets.out); })},
                                {"figures_s",
                                 timed([&] { nescio::evaluateRoc(sets.in, sets.out, halfSamples); })},
                                {"roc_band_s", timed([&] { nescio::rocCurve(sets.in, sets.out, band); })},
                                {"precision_band_s", timed([&] {
                                     nescio::precisionRecallCurve(sets.in, sets.out, nescio::Positive::Out,
                                                                  band);
                                 })},
                                {"delong_paired_s", timed([&] { nescio::delongPaired(sets, others); })}}
              << '\n';
    return 0;
}
