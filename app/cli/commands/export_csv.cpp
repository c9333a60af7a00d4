// export: what a run file holds as a table or a picture for other programs.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_output.h"
#include "app/cli/json_values.h"
#include "app/cli/output_check.h"
#include "core/files/whole_file.h"
#include "core/store/run_file.h"
#include "core/values/csv.h"
#include "core/values/failure.h"

namespace nescio::commands::export_csv {
namespace {

struct Options {
    std::string run;
    std::string what;
    OutputSettings out;
    std::vector<std::string> sets;  // empty: all
};

/// What the members of an ensemble say of one image.   Units: nats, nats².
struct MemberSpread {
    double mean = 0;
    double variance = 0;  ///< of a sample, denominator M - 1
};

int membersOf(const TermTable& table) {
    int members = 0;
    for (const auto& column : table.columns) members = std::max(members, column.member);
    return members;
}

/// A member's columns hold 1/M of its log-likelihood, so that they sum with the others to the ensemble's.
MemberSpread spreadOf(const TermTable& table, std::size_t row, int members) {
    std::vector<double> totals(static_cast<std::size_t>(members));
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (const int member = table.columns[c].member; member > 0)
            totals[static_cast<std::size_t>(member - 1)] +=
                members * table.nats[row * table.columns.size() + c];
    const Mean mean = meanOf(totals);
    return {mean.value, mean.standardError * mean.standardError * members};
}

/// One row an image.
std::size_t exportScores(const Options& options) {
    const auto ids = options.sets.empty() ? evaluatedSets(readRunSummary(options.run)) : options.sets;
    if (ids.empty()) throw DataError(options.run + ": expected scored sets, found none; score some first");
    std::optional<CsvText> csv;
    std::vector<TermInfo> columns;
    std::size_t rows = 0;
    for (const auto& id : ids) {
        const TermTable table = readTermTable(options.run, id);
        if (csv && table.columns != columns)
            throw DataError(
                fmt::format("{}: expected the terms of “{}” in “{}”, found others (another number "
                            "of draws?); export them one by one with --set",
                            options.run, ids.front(), id));
        if (!csv) {
            columns = table.columns;
            std::vector<std::string> header{"set",          "index",        "label",
                                            "weights_step", "bits_per_dim", "log_likelihood_nats",
                                            "density_nats", "volume_nats"};
            if (membersOf(table) > 0) {
                header.push_back("members_mean_nats");
                header.push_back("members_variance_nats2");
            }
            for (const auto& column : table.columns) header.push_back(column.label + " (nats)");
            csv.emplace(header);
        }
        const int members = membersOf(table);
        const auto bits = table.bitsPerDims();
        const auto density = table.densities();
        const auto volume = table.volumes();
        for (std::size_t row = 0; row < table.rows(); ++row, ++rows) {
            std::vector<std::string> cells{
                id,
                std::to_string(table.key.indices[row]),
                table.labels.empty() ? "" : std::to_string(table.labels[row]),
                table.key.weights.step < 0 ? "" : std::to_string(table.key.weights.step),
                numberText(bits[row]),
                numberText(table.totalNats(row)),
                numberText(density[row]),
                numberText(volume[row])};
            if (members > 0) {
                const auto [mean, variance] = spreadOf(table, row, members);
                cells.push_back(numberText(mean));
                cells.push_back(numberText(variance));
            }
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                cells.push_back(numberText(table.nats[row * table.columns.size() + c]));
            csv->addRow(cells);
        }
    }
    writeWholeFile(options.out.path, csv->text());
    return rows;
}

std::size_t exportHistory(const Options& options) {
    const auto history = readRunSummary(options.run).history;
    CsvText csv({"step", "epoch", "bits_per_dim", "density_bits_per_dim", "volume_bits_per_dim",
                 "validation_bits_per_dim", "learning_rate", "gradient_norm", "images_per_second",
                 "elapsed_seconds"});
    for (const auto& row : history)
        csv.addRow({std::to_string(row.step), numberText(row.epoch), numberText(row.total),
                    numberText(row.density), numberText(row.volume), numberText(row.validation),
                    numberText(row.learningRate), numberText(row.gradientNorm),
                    numberText(row.imagesPerSecond), numberText(row.elapsedSeconds)});
    writeWholeFile(options.out.path, csv.text());
    return history.size();
}

/// As a picture or an array by the ending; as a table, one row a sample and one column a byte.
std::size_t exportSamples(const Options& options) {
    const auto sheet = readSamples(options.run);
    if (!sheet)
        throw DataError(options.run + ": expected stored samples, found none; sample with --store first");
    const ImageSet& images = sheet->images;
    if (options.out.path.ends_with(".csv")) {
        std::vector<std::string> header{"sample"};
        for (std::int64_t i = 0; i < images.shape.dims(); ++i) header.push_back(fmt::format("byte_{}", i));
        CsvText csv(header);
        for (std::int64_t i = 0; i < images.count; ++i) {
            std::vector<std::string> cells{std::to_string(i)};
            for (const auto byte : images.image(i)) cells.push_back(std::to_string(byte));
            csv.addRow(cells);
        }
        writeWholeFile(options.out.path, csv.text());
    } else {
        writeImages(options.out.path, images);
    }
    return static_cast<std::size_t>(images.count);
}

/// What is asked for decides the ending.
void checkOutput(const Options& options) {
    if (options.what == "samples" && !options.out.path.ends_with(".csv"))
        checkImageOutput(options.out, {options.run});
    else
        requireOutput(options.out.path, {options.run}, options.out.force);
}

int run(const Options& options, Console& console) {
    checkOutput(options);
    const std::size_t rows = options.what == "scores"    ? exportScores(options)
                             : options.what == "history" ? exportHistory(options)
                                                         : exportSamples(options);
    console.result({{"command", "export"},
                    {"run", options.run},
                    {"what", options.what},
                    {"rows", rows},
                    {"out", options.out.path}});
    console.say(fmt::format("{} {} written to {}", rows, options.what == "samples" ? "samples" : "rows",
                            options.out.path));
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("--what", options->what, "scores, history or samples")
        ->required()
        ->check(CLI::IsMember({"scores", "history", "samples"}));
    options->out.declare(app, "File to write: .csv; samples also .png, .npy")->required();
    app.add_option("--set", options->sets, "Only this scored set (repeatable)")->allow_extra_args(false);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "export", .help = "Write scores, history or samples of a run to a file", .declare = declare};
}

}  // namespace nescio::commands::export_csv
