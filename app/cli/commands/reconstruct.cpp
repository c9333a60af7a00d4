// reconstruct: images through the latents and back, under the originals.
#include <algorithm>

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
#include "core/values/failure.h"
#include "datasets/fit.h"
#include "datasets/neighbours.h"

namespace nescio::commands::reconstruct {
namespace {

constexpr std::int64_t kMostColumns = 16;

struct Options {
    std::string run;
    std::string data;
    OutputSettings out;
    std::int64_t n = 16;
    std::uint64_t seed = 0;
    DataSettings reading;
    ComputeSettings compute;
};

void append(ImageSet& sheet, const ImageSet& from, std::int64_t first, std::int64_t columns) {
    const auto end = std::min(from.count, first + columns);
    sheet.bytes.append(
        {from.bytes.begin() + first * from.shape.dims(), from.bytes.begin() + end * from.shape.dims()});
    sheet.bytes.own().resize(static_cast<std::size_t>((sheet.count + columns) * sheet.shape.dims()), 255);
    sheet.count += columns;
}

/// Rows of originals, each above the row of its reconstructions; white where the last one is not full.
ImageSet sheetOf(const ImageSet& originals, const ImageSet& made, std::int64_t columns) {
    ImageSet sheet{.id = "reconstructions", .title = made.title, .shape = made.shape};
    for (std::int64_t first = 0; first < made.count; first += columns) {
        append(sheet, originals, first, columns);
        append(sheet, made, first, columns);
    }
    return sheet;
}

std::vector<double> distances(const ImageSet& originals, const ImageSet& made) {
    std::vector<double> all;
    for (std::int64_t i = 0; i < made.count; ++i)
        all.push_back(imageDistance(originals.image(i), made.image(i)));
    return all;
}

int run(const Options& options, Console& console) {
    checkImageOutput(options.out, {options.run, options.data});
    const auto model = loadModel(options.run, options.compute);
    if (const auto why = model->noLatents(); !why.empty())
        throw UnsupportedError(fmt::format("{}: {}", options.run, why));
    auto originals = loadData(options.data, options.n, console, LimitRule::Even, options.reading.round);
    if (!originals) return console.stopped("Nothing was written.");
    if (originals->shape != model->shape()) *originals = fitToShape(*originals, model->shape());
    ProgressBoard board;
    const auto made = console.watch(
        board, [&] { return model->reconstruct(*originals, options.seed, console.stopToken(), &board); });
    if (!made) return console.stopped("Nothing was written.");
    const auto columns = std::min(made->count, kMostColumns);
    writeImages(options.out.path, sheetOf(*originals, *made, columns),
                {.columns = static_cast<int>(columns)});
    const auto apart = distances(*originals, *made);
    console.result({{"command", "reconstruct"},
                    {"run", options.run},
                    {"set", setJson(originals->id, originals->title, originals->count, originals->available,
                                    originals->synthetic)},
                    {"changes", originals->changes},
                    {"seed", options.seed},
                    {"distances", apart},
                    {"out", options.out.path}});
    console.say(fmt::format("{} images of {} and back · L2 distance {} grey levels · {}", made->count,
                            originals->title, meanText(meanOf(apart)), options.out.path));
    for (const auto& change : made->changes) console.say(change);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("data", options->data, "File, folder, or name of a set")->required();
    addNumber(app, "--n", options->n, {1, 10'000}, "N images spread evenly over the set");
    options->out.declare(app, "Rows of originals above reconstructions: " + imageOutputHelp())->required();
    addNumber(app, "--seed", options->seed, kSeeds, "Seed of the noise on the way to the latents");
    options->reading.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "reconstruct", .help = "Send images through a model's latents and back", .declare = declare};
}

}  // namespace nescio::commands::reconstruct
