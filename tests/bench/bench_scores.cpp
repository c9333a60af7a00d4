// How long scores take from columns that a run file keeps: each one by itself, and the whole table.
#include <algorithm>
#include <chrono>
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/analysis/comparison.h"
#include "core/scores/score.h"

using namespace nescio;

namespace {

template <class Work>
double milliseconds(int repeats, const Work& work) {
    double best = 1e300;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

/// Fit and values of every score that can be had.
nlohmann::json timesOf(const Comparison& comparison, int repeats) {
    auto times = nlohmann::json::object();
    for (const auto& score : comparison.detection.scores) {
        if (!score.problem.empty()) continue;
        const auto& state = score.fit.state;
        times[score.kind.id]["values_ms"] =
            milliseconds(repeats, [&] { scoreOf(score.kind, comparison.input.in, state); });
        if (score.kind.fit && comparison.input.reference)
            times[score.kind.id]["fit_ms"] =
                milliseconds(1, [&] { fitScore(score.kind, *comparison.input.reference); });
    }
    return times;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): a benchmark that fails may end as it likes
int main(int argc, char** argv) {
    CLI::App app("Times of scores from kept columns, as JSON");
    StoredOrder order{.run = {}, .in = {}, .out = {}};
    int repeats = 5;
    app.add_option("run", order.run, "Run file with scored sets and their columns")->required();
    app.add_option("--in", order.in, "Scored set")->required();
    app.add_option("--ood", order.out, "Scored sets")->required();
    app.add_option("--repeats", repeats, "The best of so many counts");
    CLI11_PARSE(app, argc, argv);
    const auto comparison = compareStored(order);
    auto again = comparison.input;
    for (const auto& score : comparison.detection.scores)
        if (!score.fit.score.empty()) again.known.push_back(score.fit);
    const auto table = [&](int bootstraps) {
        again.bootstraps = bootstraps;
        return milliseconds(repeats, [&] { detect(again); });
    };
    std::size_t had = 0;
    for (const auto& score : comparison.detection.scores) had += score.problem.empty() ? 1 : 0;
    std::cout << nlohmann::json{{"images_in", comparison.input.in.rows()},
                                {"images_ood", comparison.input.out.front().rows()},
                                {"sets", order.out.size()},
                                {"scores", had},
                                {"each", timesOf(comparison, repeats)},
                                {"table_ms", {{"resamples_2", table(2)}, {"resamples_1000", table(1000)}}}}
                     .dump(2)
              << "\n";
}
