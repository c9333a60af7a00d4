#include "core/density/frozen_model.h"

#include <algorithm>
#include <chrono>
#include <numeric>

#include <fmt/format.h>

#include "core/density/frozen_model_impl.h"
#include "core/density/weights.h"
#include "core/math/device.h"
#include "core/math/device_memory.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<std::int64_t> indexRange(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(count));
    std::iota(indices.begin(), indices.end(), first);
    return indices;
}

/// uint8 [N,C,H,W] on the device; on a CPU a view of the bytes, which must outlive it.
torch::Tensor bytesOf(const std::uint8_t* data, std::int64_t n, const ImageShape& shape,
                      const torch::Device& device) {
    // from_blob wants a mutable pointer; nothing below writes to it.
    auto* mutableData = const_cast<std::uint8_t*>(data);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return torch::from_blob(mutableData, {n, shape.channels, shape.height, shape.width}, torch::kUInt8)
        .to(device);
}

/// Convolutions of very small batches take other kernels, whose rounding moved scores by 2e-6 bits/dim.
constexpr std::int64_t kLeastBatch = 8;

/// The batch with its last image repeated up to kLeastBatch.
torch::Tensor padded(const torch::Tensor& bytes, std::vector<std::int64_t>& indices) {
    const auto missing = kLeastBatch - bytes.size(0);
    if (missing <= 0) return bytes;
    indices.resize(kLeastBatch, indices.back());
    return torch::cat({bytes, bytes.narrow(0, bytes.size(0) - 1, 1).expand({missing, -1, -1, -1})});
}

/// Mean over draws of all terms.   Shapes: -> float64 [N, terms] on the CPU.
torch::Tensor averagedTerms(const DensityModel& model, const torch::Tensor& images,
                            std::vector<std::int64_t> indices, const ScoreOptions& options) {
    const torch::NoGradGuard noGrad;
    const auto bytes = padded(images, indices);
    // An exact model ignores the noise: more draws would only repeat it.
    const int draws = model.tightness() == Tightness::Exact ? 1 : std::max(1, options.draws);
    NoiseKey noise{.seed = options.seed, .images = std::move(indices)};
    torch::Tensor sum;
    for (int draw = 0; draw < draws; ++draw) {
        noise.draw = static_cast<std::uint64_t>(draw);
        const auto table = asTable(model.terms(bytes, noise), bytes.size(0));
        sum = sum.defined() ? sum + table : table;
    }
    return (sum / draws).narrow(0, 0, images.size(0)).cpu().contiguous();
}

Progress progressOf(const std::string& stage, std::int64_t done, std::int64_t total, Clock::time_point start) {
    const double seconds = secondsSince(start);
    const double speed = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    return {.stage = stage,
            .done = done,
            .total = total,
            .imagesPerSecond = speed,
            .secondsLeft = speed > 0 ? static_cast<double>(total - done) / speed : -1,
            .detail = fmt::format("{} of {} images", done, total)};
}

ScoreTable emptyTable(const ImageSet& set, const DensityModel& model, const ScoreOptions& options) {
    ScoreTable table;
    table.setId = set.id;
    table.setTitle = set.title;
    table.source = set.source;
    table.shape = set.shape;
    table.columns = model.termInfos();
    table.indices = indexRange(0, set.count);
    table.labels = set.labels;
    table.available = set.available;
    table.tightness = model.tightness();
    table.draws = model.tightness() == Tightness::Exact ? 1 : std::max(1, options.draws);
    table.seed = options.seed;
    table.changes = set.changes;
    table.synthetic = set.synthetic;
    table.nats.reserve(static_cast<std::size_t>(set.count) * table.columns.size());
    return table;
}

}  // namespace

std::shared_ptr<DensityModel> makeModel(const RunSpec& spec, const ImageShape& shape, torch::Device device) {
    const auto& kind = modelKind(spec.model);
    auto values = spec.modelOptions;
    auto model = kind.make(completed(kind.options, values), shape, spec.seed);
    model->to(device);
    return model;
}

std::shared_ptr<const FrozenModel> freeze(const DensityModel& live, const RunSummary& summary,
                                          torch::Device device) {
    auto copy = makeModel(summary.spec, summary.shape, device);
    copyWeights(live, *copy);
    copy->markReady();
    auto impl = std::make_unique<FrozenModel::Impl>();
    impl->model = std::move(copy);
    impl->summary = summary;
    impl->device = device;
    return std::make_shared<const FrozenModel>(std::move(impl));
}

FrozenModel::FrozenModel(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
FrozenModel::~FrozenModel() = default;

std::shared_ptr<const FrozenModel> FrozenModel::load(const std::filesystem::path& run,
                                                     const std::string& device) {
    auto impl = std::make_unique<Impl>();
    impl->summary = readRunSummary(run);
    impl->device = torch::Device(describeDevice(device).id);
    auto model = makeModel(impl->summary.spec, impl->summary.shape, impl->device);
    try {
        loadWeights(*model, readCheckpoint(run).weights);
    } catch (const RunFileError& error) {
        throw RunFileError("run file “" + run.string() + "”: " + error.what());
    }
    model->markReady();
    impl->model = std::move(model);
    return std::make_shared<const FrozenModel>(std::move(impl));
}

const RunSummary& FrozenModel::run() const { return m_impl->summary; }
ImageShape FrozenModel::shape() const { return m_impl->model->shape(); }
Tightness FrozenModel::tightness() const { return m_impl->model->tightness(); }

std::optional<ScoreTable> FrozenModel::score(const ImageSet& set, const ScoreOptions& options,
                                             std::stop_token stop, ProgressBoard* board) const {
    if (set.shape != shape())
        throw ShapeError(fmt::format("scoring “{}”: expected images of {}, found {}", set.title,
                                     toText(shape()), toText(set.shape)));
    const auto start = Clock::now();
    auto table = emptyTable(set, *m_impl->model, options);
    for (std::int64_t first = 0; first < set.count; first += options.batch) {
        if (stop.stop_requested()) return std::nullopt;
        const auto n = std::min(options.batch, set.count - first);
        const auto terms = guardMemory("scoring", [&] {
            const auto bytes =
                bytesOf(set.bytes.data() + first * set.shape.dims(), n, set.shape, m_impl->device);
            return averagedTerms(*m_impl->model, bytes, indexRange(first, n), options);
        });
        const double* values = terms.data_ptr<double>();
        table.nats.insert(table.nats.end(), values, values + terms.numel());
        if (board) board->post(progressOf("scoring " + set.title, first + n, set.count, start));
    }
    table.secondsPerImage = set.count > 0 ? secondsSince(start) / static_cast<double>(set.count) : 0;
    return table;
}

Breakdown FrozenModel::explain(const Image& image, const ScoreOptions& options, std::int64_t index) const {
    if (image.shape != shape())
        throw ShapeError(fmt::format("explaining “{}”: expected an image of {}, found {}", image.source,
                                     toText(shape()), toText(image.shape)));
    const auto terms = guardMemory("explaining", [&] {
        const auto bytes = bytesOf(image.bytes.data(), 1, image.shape, m_impl->device);
        return averagedTerms(*m_impl->model, bytes, {index}, options);
    });
    const auto infos = m_impl->model->termInfos();
    Breakdown result{.terms = {}, .tightness = tightness(), .draws = std::max(1, options.draws)};
    for (std::size_t i = 0; i < infos.size(); ++i)
        result.terms.push_back({infos[i], terms.data_ptr<double>()[i]});
    return result;
}

std::optional<ImageSet> FrozenModel::sample(std::int64_t n, double temperature, std::uint64_t seed,
                                            std::stop_token stop, ProgressBoard* board) const {
    constexpr std::int64_t kBatch = 64;
    const torch::NoGradGuard noGrad;
    const auto start = Clock::now();
    ImageSet set{.id = "samples",
                 .title = fmt::format("samples at temperature {:g}", temperature),
                 .source = "samples of this model",
                 .shape = shape(),
                 .count = n,
                 .available = n};
    set.synthetic = m_impl->summary.synthetic;
    for (std::int64_t first = 0; first < n; first += kBatch) {
        if (stop.stop_requested()) return std::nullopt;
        const auto count = std::min(kBatch, n - first);
        const NoiseKey noise{.seed = seed, .images = indexRange(first, count), .draw = 0};
        const auto images = guardMemory("sampling", [&] {
            return m_impl->model->sample(temperature, noise).cpu().contiguous();
        });
        const auto* bytes = images.data_ptr<std::uint8_t>();
        set.bytes.insert(set.bytes.end(), bytes, bytes + images.numel());
        if (board) board->post(progressOf("sampling", first + count, n, start));
    }
    return set;
}

}  // namespace nescio
