#include "app/cli/output_check.h"

#include <filesystem>

#include <fmt/format.h>

#include "core/files/output_place.h"
#include "core/store/input_guard.h"
#include "core/store/run_file.h"
#include "core/store/run_owner.h"
#include "core/values/failure.h"
#include "datasets/inputs.h"

namespace nescio {
namespace {

void requireNoInput(const std::string& out, const std::vector<std::string>& inputs) {
    for (const auto& input : inputs)
        for (const auto& path : inputPaths(input))
            if (isInput(out, path))
                throw OptionError(fmt::format(
                    "--out {}: expected another file than what is read, found that “{}” reads it; choose "
                    "another name",
                    out, input));
}

}  // namespace

void requireOutput(const std::string& out, const std::vector<std::string>& inputs) {
    requireNoInput(out, inputs);
    if (holdsRun(out))
        throw OptionError(
            fmt::format("--out {}: expected a file other than a run, found a run; choose another name, "
                        "or remove the run first",
                        out));
    requirePlace<Error>(out);
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
