// neighbours: samples of a model beside the training images nearest to them: is a sample new?
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_output.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/settings.h"
#include "datasets/neighbours.h"

namespace nescio::commands::neighbours {
namespace {

using Found = std::vector<std::vector<Neighbour>>;

struct Options {
    std::string run;
    std::string data;  // empty: where the run says
    OutputSettings out;
    std::int64_t n = 10;
    int k = 5;
    double temperature = 1;
    std::uint64_t seed = 1;
    ComputeSettings compute;
};

/// One row a sample: the sample, then its neighbours, nearest first.
ImageSet sheetOf(const ImageSet& samples, const ImageSet& training, const Found& found) {
    ImageSet sheet{
        .id = "neighbours", .title = "samples and their nearest training images", .shape = samples.shape};
    const auto add = [&](std::span<const std::uint8_t> image) {
        sheet.bytes.append(image);
        ++sheet.count;
    };
    for (std::size_t i = 0; i < found.size(); ++i) {
        add(samples.image(static_cast<std::int64_t>(i)));
        for (const auto& neighbour : found[i]) add(training.image(neighbour.index));
    }
    return sheet;
}

Json foundJson(const Found& found, const ImageSet& training) {
    Json rows = Json::array();
    for (const auto& nearest : found) {
        Json row = Json::array();
        for (const auto& neighbour : nearest)
            row.push_back({{"index", training.indexOf(neighbour.index)}, {"distance", neighbour.distance()}});
        rows.push_back({{"neighbours", std::move(row)}});
    }
    return rows;
}

void sayFound(const Found& found, const ImageSet& training, const Console& console) {
    std::vector<std::vector<std::string>> rows{
        {"sample", "nearest in " + training.title, "L2 (grey levels)"}};
    for (std::size_t i = 0; i < found.size(); ++i)
        if (!found[i].empty())
            rows.push_back({std::to_string(i), fmt::format("#{}", training.indexOf(found[i].front().index)),
                            fmt::format("{:.1f}", found[i].front().distance())});
    console.say(tableText(rows));
}

int run(const Options& options, Console& console) {
    if (!options.out.path.empty()) checkImageOutput(options.out, {options.run, options.data});
    const auto model = loadModel(options.run, options.compute);
    const auto& spec = model->run().spec;
    if (!options.out.path.empty() && options.data.empty())
        requireOutput(options.out.path, {spec.trainData}, options.out.force);
    const auto training = loadData(options.data.empty() ? spec.trainData : options.data, spec.trainLimit,
                                   console, spec.limitRule, true);  // agreed to when it was trained on
    if (!training) return console.stopped("Nothing was written.");
    ProgressBoard board;
    const auto samples = console.watch(board, [&] {
        return model->sample(options.n, options.temperature, options.seed, console.stopToken(), &board);
    });
    if (!samples) return console.stopped("Nothing was written.");
    const auto found = console.watch(
        board, [&] { return nearestImages(*samples, *training, options.k, console.stopToken(), &board); });
    if (!found) return console.stopped("Nothing was written.");
    if (!options.out.path.empty())
        writeImages(options.out.path, sheetOf(*samples, *training, *found),
                    {.columns = 1 + static_cast<int>(found->front().size())});
    console.result({{"command", "neighbours"},
                    {"run", options.run},
                    {"n", samples->count},
                    {"k", options.k},
                    {"temperature", options.temperature},
                    {"seed", options.seed},
                    {"train_set", setJson(training->id, training->title, training->count, training->available,
                                          training->synthetic)},
                    {"samples", foundJson(*found, *training)},
                    {"out", options.out.path.empty() ? Json(nullptr) : Json(options.out.path)}});
    sayFound(*found, *training, console);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    addNumber(app, "--n", options->n, {1, 10'000}, "Samples to draw");
    addNumber(app, "--k", options->k, {1, 100}, "Training images beside each");
    addNumber(app, "--temperature", options->temperature, kTemperatures, "1: the model itself; below: tamer");
    addNumber(app, "--seed", options->seed, kSeeds, "Seed of the samples");
    app.add_option("--train", options->data, "Where the training set is now, if it has moved");
    options->out.declare(app, "A row for each sample, neighbours after it: " + imageOutputHelp());
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "neighbours",
            .help = "Find the training images nearest to a model's samples",
            .declare = declare};
}

}  // namespace nescio::commands::neighbours
