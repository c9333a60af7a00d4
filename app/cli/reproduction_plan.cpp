#include "app/cli/reproduction_plan.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/train/companion.h"
#include "core/values/failure.h"
#include "core/values/kind_lookup.h"
#include "datasets/load.h"

namespace nescio {
namespace {

std::string firstHere(const std::vector<std::string>& names) {
    const auto sets = catalogue();
    for (const auto& name : names)
        for (const auto& set : sets)
            if (set.id == name && (set.synthetic || set.path)) return name;
    throw DataError(
        fmt::format("expected one of the data sets {}, found none; data list says where they are "
                    "looked for",
                    fmt::join(names, ", ")));
}

}  // namespace

const std::vector<PaperPair>& paperPairs() {
    static const std::vector<PaperPair> pairs{
        {.id = "fashion-mnist",
         .trainIn = {"fashion-mnist/train", "fashion-mnist/train20k"},
         .testIn = {"fashion-mnist/t10k"},
         .trainOut = {"mnist/train", "mnist/t10k"},
         .testOut = {"mnist/t10k"}},
        {.id = "cifar-10",
         .trainIn = {"cifar-10/train", "cifar-10/data_batch_1-first5000"},
         .testIn = {"cifar-10/test_batch", "cifar-10/test_batch-first1000"},
         .trainOut = {"svhn/train_32x32", "svhn/test_32x32", "svhn/test_32x32-first2000"},
         .testOut = {"svhn/test_32x32", "svhn/test_32x32-first2000"}},
        {.id = "synthetic",
         .trainIn = {"synthetic/garments"},
         .testIn = {"synthetic/garments-test"},
         .trainOut = {"synthetic/strokes"},
         .testOut = {"synthetic/strokes-test"}},
    };
    return pairs;
}

const PaperPair& paperPair(const std::string& id) {
    return kindNamed(paperPairs(), "reproduce", id);
}

PairHere found(const PaperPair& pair) {
    return {firstHere(pair.trainIn), firstHere(pair.testIn), firstHere(pair.trainOut),
            firstHere(pair.testOut)};
}

namespace {

const std::vector<std::string> kTableModels{"glow", "cv_glow", "realnvp", "pixelcnn", "vae"};

/// The file of a model's run from a seed; the first has the model's name.
std::string runName(const std::string& model, int seed) {
    return seed == 1 ? model : fmt::format("{}_seed{}", model, seed);
}

/// All runs of one model.
std::vector<std::string> seedsOf(const std::string& model, int seeds) {
    std::vector<std::string> names;
    for (int seed = 1; seed <= seeds; ++seed) names.push_back(runName(model, seed));
    return names;
}

/// All runs of E1's models, seed by seed.
std::vector<std::string> tableRuns(int seeds) {
    std::vector<std::string> names;
    for (int seed = 1; seed <= seeds; ++seed)
        for (const auto& model : kTableModels) names.push_back(runName(model, seed));
    return names;
}

}  // namespace

std::vector<PlannedRun> plannedRuns(const PairHere& pair, const ReproductionSize& size) {
    RunSpec plain{.preset = size.preset, .trainData = pair.trainIn};
    std::vector<PlannedRun> runs;
    const auto add = [&](const std::string& name, auto change) {
        RunSpec spec = plain;
        change(spec);
        runs.push_back({name, std::move(spec)});
    };
    add("glow", [&](RunSpec& spec) { spec.watch = {pair.testIn, pair.testOut}; });
    add("cv_glow", [](RunSpec& spec) { spec.model = "cv_glow"; });
    for (const auto* model : {"realnvp", "pixelcnn", "vae"})
        add(model, [&](RunSpec& spec) { spec.model = model; });
    add("glow_ensemble", [&](RunSpec& spec) { spec.members = size.members; });
    add("glow_swapped", [&](RunSpec& spec) { spec.trainData = pair.trainOut; });
    // Second models of the first run, for the ratios of E14.
    add("glow_background", [](RunSpec& spec) {
        spec.trainOptions["mutation"] = kBackgroundMutation;
        spec.companionOf = "glow.h5";
    });
    add("glow_local", [](RunSpec& spec) {
        spec.model = "local_pixelcnn";
        spec.companionOf = "glow.h5";
    });
    for (int seed = 2; seed <= size.seeds; ++seed)
        for (const auto& model : kTableModels)
            add(runName(model, seed), [&](RunSpec& spec) {
                spec.model = model;
                spec.seed = static_cast<std::uint64_t>(seed);
            });
    return runs;
}

std::vector<PlannedExperiment> plannedExperiments(const PairHere& pair, const ReproductionSize& size) {
    const std::vector<std::string> tests{pair.testIn, pair.testOut};
    const auto samples = std::min<std::int64_t>(size.images, 500);
    return {
        {.id = "table",
         .result = "table",
         .runs = kTableModels,
         .data = {pair.testIn, pair.trainIn, pair.testOut},
         .paper = "E1"},
        {.id = "seeds",
         .result = fmt::format("seeds_{}", size.seeds),
         .runs = tableRuns(size.seeds),
         .data = tests,
         .paper = "E1"},
        {.id = "histograms",
         .result = "histograms",
         .runs = {"glow"},
         .data = {pair.testIn, pair.trainIn, pair.testOut},
         .options = {{"samples", samples}},
         .paper = "E2, E12"},
        {.id = "histograms",
         .result = "histograms",
         .runs = {"pixelcnn", "vae", "realnvp"},
         .data = {pair.testIn, pair.trainIn, pair.testOut},
         .paper = "E3"},
        {.id = "decomposition",
         .result = "decomposition",
         .runs = {"glow", "cv_glow"},
         .data = tests,
         .paper = "E4"},
        {.id = "moments",
         .result = "moments",
         .runs = {"glow"},
         .data = {pair.trainIn, pair.testOut},
         .paper = "E5",
         .limit = 0},
        {.id = "sweep", .result = "sweep_graying", .runs = {"glow"}, .data = {pair.testIn}, .paper = "E6"},
        {.id = "second_order",
         .result = "second_order",
         .runs = {"cv_glow"},
         .data = {pair.trainIn, pair.testOut},
         .paper = "E7"},
        {.id = "training", .result = "training", .runs = {"glow"}, .data = {}, .paper = "E8"},
        {.id = "constants", .result = "constants", .runs = {"glow"}, .data = tests, .paper = "E9"},
        {.id = "ensemble", .result = "ensemble", .runs = {"glow_ensemble"}, .data = tests, .paper = "E10"},
        {.id = "matrix", .result = "matrix", .runs = {"glow", "glow_swapped"}, .data = tests, .paper = "E11"},
        {.id = "extremes", .result = "extremes", .runs = {"glow"}, .data = tests, .paper = "E12"},
        {.id = "detection",
         .result = "detection",
         .runs = seedsOf("glow", size.seeds),
         .data = tests,
         .paper = "E14"},
        {.id = "detection", .result = "detection", .runs = {"glow_ensemble"}, .data = tests, .paper = "E14"},
        {.id = "detection",
         .result = "detection",
         .runs = seedsOf("pixelcnn", size.seeds),
         .data = tests,
         .paper = "E14"},
    };
}

}  // namespace nescio
