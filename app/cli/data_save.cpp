#include "app/cli/data_save.h"

#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_output.h"
#include "app/cli/json_values.h"
#include "app/cli/output_check.h"
#include "app/cli/settings.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

struct Options {
    std::string data;
    OutputSettings out;
    std::int64_t limit = 0;
    DataSettings reading;
};

int save(const Options& options, Console& console) {
    checkImageOutput(options.out, {options.data});
    const auto set = loadData(options.data, options.limit, console, LimitRule::Even, options.reading.round);
    if (!set) return console.stopped("Nothing was written.");
    ProgressBoard board;
    if (!console.watch(board, [&] {
            return writeImages(options.out.path, *set, {.stop = console.stopToken(), .board = &board});
        }))
        return console.stopped("Nothing was written.");
    console.say(fmt::format("{} · {} · {}{} · {}", set->title, shareText(set->count, set->available),
                            toText(set->shape), set->labels.empty() ? "" : " · labelled", options.out.path));
    for (const auto& change : set->changes) console.say("  " + change);
    console.result({{"command", "data save"},
                    {"set", setJson(set->id, set->title, set->count, set->available, set->synthetic)},
                    {"shape", toJson(set->shape)},
                    {"labelled", !set->labels.empty()},
                    {"changes", set->changes},
                    {"out", options.out.path}});
    return kOk;
}

}  // namespace

CommandBody declareDataSave(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("data", options->data, "File, folder, or name of a set")->required();
    options->out.declare(app, "Where to write its images: " + imageOutputHelp())->required();
    app.add_option("--limit", options->limit, "Save N images spread evenly over the set; 0: all")
        ->check(CLI::NonNegativeNumber);
    options->reading.declare(app);
    return [options](Console& console) { return save(*options, console); };
}

}  // namespace nescio
