#include "core/measures/code_length_measure.h"

#include <thread>

#include "core/values/cpu_limits.h"
#include "datasets/code_length.h"

namespace nescio {
namespace {

std::optional<std::vector<MeasuredColumn>> lengthsOf(const std::string& id, const MeasureInput& input) {
    const auto& code = codeKind(id);
    const int threads = threadsWithin(cpuLimits(), static_cast<int>(std::thread::hardware_concurrency()));
    const auto lengths =
        codeLengths(code, input.set, {.threads = threads, .stop = input.stop, .board = input.board});
    if (!lengths) return std::nullopt;
    const auto constant = constantCodeLength(code, input.set.shape);
    std::vector<MeasuredColumn> columns{{"bytes", "bytes", {}}, {"net", "bytes", {}}};
    for (const auto length : *lengths) {
        columns[0].values.push_back(static_cast<double>(length));
        columns[1].values.push_back(static_cast<double>(length - constant));
    }
    return columns;
}

}  // namespace

MeasureKind codeLengthMeasure(const std::string& id, const std::string& title) {
    return {.id = id,
            .title = title,
            .cost = "one code, decoded again",
            .source = "Serrà et al. 2020, Input complexity and out-of-distribution detection",
            .measure = [id](const MeasureInput& input) { return lengthsOf(id, input); }};
}

}  // namespace nescio
