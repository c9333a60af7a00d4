#include "app/cli/output_check.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "core/files/descriptor.h"
#include "core/files/output_place.h"
#include "core/store/input_guard.h"
#include "core/store/run_file.h"
#include "core/store/run_owner.h"
#include "core/values/failure.h"
#include "datasets/inputs.h"

namespace nescio {
namespace {

void requireNoInput(const std::string& out, const std::vector<std::string>& inputs,
                    const std::string& option = "--out") {
    for (const auto& input : inputs)
        for (const auto& path : inputPaths(input))
            if (isInput(out, path))
                throw OptionError(fmt::format(
                    "{} {}: expected another file than what is read, found that “{}” reads it; choose "
                    "another name",
                    option, out, input));
}

/// "report-sweep.csv" is one of base "report", endings "csv".
bool isOneOf(const std::filesystem::path& file, const std::string& base,
             const std::vector<std::string>& endings) {
    return file.filename().string().starts_with(base + "-") &&
           std::any_of(endings.begin(), endings.end(),
                       [&](const auto& ending) { return file.extension() == "." + ending; });
}

}  // namespace

CLI::Option* OutputSettings::declare(CLI::App& app, const std::string& help) {
    app.add_flag("--force", force, "Replace files that --out names and that are there; never a folder");
    return app.add_option("--out", path, help);
}

void requireOutput(const std::string& out, const std::vector<std::string>& inputs, bool replace,
                   const std::string& option) {
    requireNoInput(out, inputs, option);
    if (holdsRun(out))
        throw OptionError(
            fmt::format("{} {}: expected a file other than a run, found a run; choose another name, "
                        "or remove the run first",
                        option, out));
    std::error_code error;
    if (!replace && std::filesystem::is_regular_file(out, error))
        throw Error(fmt::format("{} {}: expected a new file, found one; --force replaces it", option, out));
    requirePlace<Error>(out);
}

void requireOutputs(const std::string& base, const std::vector<std::string>& endings, bool replace) {
    requirePlace<Error>(fmt::format("{}-….{}", base, endings.front()));
    if (replace) return;
    const std::filesystem::path path(base);
    const auto name = path.filename().string();
    std::vector<std::string> there;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folderOf(path), error), end; !error && entry != end;
         entry.increment(error))
        if (isOneOf(entry->path(), name, endings)) there.push_back(entry->path().filename().string());
    if (there.empty()) return;
    throw Error(
        fmt::format("--out {}: expected no files “{}-….{}”, found “{}”{}; choose another name, or --force "
                    "replaces those that are written again",
                    base, name, fmt::join(endings, ", ."), *std::min_element(there.begin(), there.end()),
                    there.size() == 1 ? "" : fmt::format(" and {} more", there.size() - 1)));
}

void requireOutputFolder(const std::string& out, const std::vector<std::string>& inputs) {
    requireNoInput(out, inputs);
    const auto folder = std::filesystem::path(out).parent_path();  // without the slash at its end
    for (const auto& input : inputs)
        for (const auto& path : inputPaths(input))
            if (isPartOf(folder.has_parent_path() ? folder.parent_path() : ".", path))
                throw OptionError(fmt::format(
                    "--out {}: expected a folder apart from what is read, found one in “{}”", out, input));
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(folder, error)))
        return requirePlace<Error>(folder);
    if (!std::filesystem::is_directory(folder, error) || !std::filesystem::is_empty(folder, error))
        throw Error(
            fmt::format("--out {}: expected a new or an empty folder, found {}", out,
                        std::filesystem::is_directory(folder, error) ? "one with files in it" : "a file"));
}

void requireRunOutput(const std::string& out, const std::vector<std::string>& inputs, bool replace) {
    std::error_code error;
    requireNoInput(out, inputs);
    if (std::filesystem::is_regular_file(out, error) && !replace)
        throw RunFileError(fmt::format("{}: expected a new file, found one; --force replaces it", out));
    requireFreeRun(out);
}

void requireKeeping(const std::string& run) {
    requirePlace<RunFileError>(run);
}

}  // namespace nescio
