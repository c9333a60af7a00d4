#include "core/measures/model_batches.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/math/device_memory.h"
#include "core/values/content.h"

namespace nescio {
namespace {

void append(std::vector<MeasuredColumn>& columns, const torch::Tensor& table, std::int64_t rows) {
    const auto host = table.to(torch::kFloat64).cpu().contiguous();
    const auto width = static_cast<std::int64_t>(columns.size());
    TORCH_INTERNAL_ASSERT(host.dim() == 2 && host.size(0) >= rows && host.size(1) == width);
    const auto* values = host.data_ptr<double>();
    for (std::int64_t row = 0; row < rows; ++row)
        for (std::int64_t c = 0; c < width; ++c)
            columns[static_cast<std::size_t>(c)].values.push_back(values[row * width + c]);
}

}  // namespace

const DensityModel& modelOf(const MeasureInput& input) {
    return *input.model->impl().model;
}

std::optional<std::vector<MeasuredColumn>> inBatches(const MeasureInput& input, BatchPlan plan) {
    const auto& set = input.set;
    const auto contents = contentsOf(set);
    const auto start = JobClock::now();
    const auto stage = fmt::format("{} of {}", plan.stage, set.title);
    for (std::int64_t first = 0; first < set.count; first += plan.batch) {
        if (input.stop.stop_requested()) return std::nullopt;
        const auto n = std::min(plan.batch, set.count - first);
        const auto table = guardMemory(stage, [&] {
            ImageBatch batch{.bytes = byteTensor(set, first, n, input.model->impl().device),
                             .noiseKeys = noiseKeysOf(std::span(contents).subspan(
                                 static_cast<std::size_t>(first), static_cast<std::size_t>(n)))};
            if (plan.padded) batch.bytes = padded(batch.bytes, batch.noiseKeys);
            return plan.work(batch);
        });
        if (!table.defined()) return std::nullopt;
        append(plan.columns, table, n);
        set.bytes.forget(static_cast<std::size_t>(first * set.shape.dims()),
                         static_cast<std::size_t>(n * set.shape.dims()));
        if (input.board) input.board->post(progressOf(stage, first + n, set.count, start));
    }
    return std::move(plan.columns);
}

}  // namespace nescio
