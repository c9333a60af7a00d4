#include "core/density/frozen_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/density/ensemble.h"
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

/// How many draws make a difference.
int usefulDraws(const DensityModel& model, const ScoreOptions& options) {
    return model.drawRule() == DrawRule::Once ? 1 : std::max(1, options.draws);
}

/// The names of averagedTerms().
std::vector<TermInfo> averagedInfos(const DensityModel& model, int draws) {
    auto infos = model.termInfos();
    if (model.drawRule() == DrawRule::LogMeanExp && draws > 1)
        infos.push_back({fmt::format("importance weights · k = {}", draws), TermKind::Mixing});
    return infos;
}

/// Mean over draws of all terms, and under LogMeanExp what the total gains by averaging weights instead.
/// Shapes: -> float64 [N, terms] on the CPU.
torch::Tensor averagedTerms(const DensityModel& model, const torch::Tensor& images,
                            std::vector<std::int64_t> indices, const ScoreOptions& options) {
    const torch::NoGradGuard noGrad;
    const auto bytes = padded(images, indices);
    const int draws = usefulDraws(model, options);
    NoiseKey noise{.seed = options.seed, .images = std::move(indices)};
    torch::Tensor sum;
    std::vector<torch::Tensor> totals;
    for (int draw = 0; draw < draws; ++draw) {
        noise.draw = static_cast<std::uint64_t>(draw);
        const auto table = asTable(model.terms(bytes, noise), bytes.size(0));
        sum = sum.defined() ? sum + table : table;
        totals.push_back(table.sum(1));
    }
    auto mean = sum / draws;
    if (model.drawRule() == DrawRule::LogMeanExp && draws > 1) {
        const auto weights = torch::stack(totals);  // [draws, N]: the mean is over draws, never over images
        const auto gain = torch::logsumexp(weights, 0) - std::log(draws) - weights.mean(0);
        mean = torch::cat({mean, gain.unsqueeze(1)}, 1);
    }
    return mean.narrow(0, 0, images.size(0)).cpu().contiguous();
}

Progress progressOf(const std::string& stage, std::int64_t done, std::int64_t total,
                    Clock::time_point start) {
    const double seconds = secondsSince(start);
    const double speed = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    return {.stage = stage,
            .done = done,
            .total = total,
            .imagesPerSecond = speed,
            .secondsLeft = speed > 0 ? static_cast<double>(total - done) / speed : -1,
            .detail = fmt::format("{} of {} images", done, total)};
}

/// Counts images in rows of a model that draws row by row.
Progress samplingProgress(std::int64_t first, std::int64_t count, std::int64_t n, std::int64_t done,
                          std::int64_t total, Clock::time_point start) {
    const double share =
        (static_cast<double>(first) + static_cast<double>(count * done) / static_cast<double>(total)) /
        static_cast<double>(n);
    const double seconds = secondsSince(start);
    auto detail = total > 1 && done < total ? fmt::format("row {} of {} of {} images", done, total, count)
                                            : fmt::format("{} of {} images", first + count, n);
    return {.stage = "sampling",
            .done = first * total + count * done,
            .total = n * total,
            .imagesPerSecond = seconds > 0 ? share * static_cast<double>(n) / seconds : 0,
            .secondsLeft = share > 0 ? seconds * (1 - share) / share : -1,
            .detail = std::move(detail)};
}

void requireSameShape(const std::string& what, const ImageShape& expected, const ImageShape& found) {
    if (expected != found)
        throw ShapeError(
            fmt::format("{}: expected images of {}, found {}", what, toText(expected), toText(found)));
}

ScoreTable emptyTable(const ImageSet& set, const DensityModel& model, const ScoreOptions& options) {
    ScoreTable table;
    table.setId = set.id;
    table.setTitle = set.title;
    table.source = set.source;
    table.shape = set.shape;
    table.columns = averagedInfos(model, usefulDraws(model, options));
    table.indices = indexRange(options.first, set.count);
    table.labels = set.labels;
    table.available = set.available;
    table.tightness = model.tightness();
    table.draws = usefulDraws(model, options);
    table.drawRule = model.drawRule();
    table.seed = options.seed;
    table.changes = set.changes;
    table.synthetic = set.synthetic;
    table.nats.reserve(static_cast<std::size_t>(set.count) * table.columns.size());
    return table;
}

/// Per-pixel maps of one image, one entry a term.
std::vector<std::optional<PixelGrid>> mapsOf(const DensityModel& model, const torch::Tensor& image,
                                             const NoiseKey& noise) {
    const torch::NoGradGuard noGrad;
    std::vector<std::optional<PixelGrid>> grids;
    for (const auto& map : model.pixelMaps(image, noise)) {
        grids.emplace_back();
        if (!map.defined()) continue;
        const auto host = map[0].to(torch::kFloat64).cpu().contiguous();
        const auto* nats = host.data_ptr<double>();
        grids.back() = PixelGrid{.height = static_cast<int>(host.size(0)),
                                 .width = static_cast<int>(host.size(1)),
                                 .nats = {nats, nats + host.numel()}};
    }
    return grids;
}

/// A set of images that a model made; bytes are appended as they come.
ImageSet madeSet(const std::string& id, const std::string& title, const RunSummary& run) {
    ImageSet set{.id = id, .title = title, .source = title + " of this model", .shape = run.shape};
    set.synthetic = run.synthetic;
    return set;
}

void append(ImageSet& set, const torch::Tensor& images) {
    const auto host = images.cpu().contiguous();
    const auto* bytes = host.data_ptr<std::uint8_t>();
    set.bytes.insert(set.bytes.end(), bytes, bytes + host.numel());
    set.count += host.size(0);
    set.available = set.count;
}

}  // namespace

std::shared_ptr<DensityModel> makeModel(const RunSpec& spec, const ImageShape& shape, torch::Device device) {
    return joined(makeMembers(spec, shape, device));
}

std::vector<std::shared_ptr<DensityModel>> makeMembers(const RunSpec& spec, const ImageShape& shape,
                                                       torch::Device device) {
    const auto& kind = modelKind(spec.model);
    const auto values = completed(kind.options, spec.modelOptions);
    std::vector<std::shared_ptr<DensityModel>> members;
    for (int m = 0; m < spec.members; ++m) {
        members.push_back(kind.make(values, {shape}, spec.seed + static_cast<std::uint64_t>(m)));
        members.back()->to(device);
    }
    return members;
}

std::shared_ptr<DensityModel> joined(const std::vector<std::shared_ptr<DensityModel>>& members) {
    if (members.size() == 1) return members.front();
    return std::make_shared<Ensemble>(members);
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

const RunSummary& FrozenModel::run() const {
    return m_impl->summary;
}
ImageShape FrozenModel::shape() const {
    return m_impl->model->shape();
}
Tightness FrozenModel::tightness() const {
    return m_impl->model->tightness();
}

std::optional<ScoreTable> FrozenModel::score(const ImageSet& set, const ScoreOptions& options,
                                             std::stop_token stop, ProgressBoard* board) const {
    requireSameShape("scoring “" + set.title + "”", shape(), set.shape);
    const auto start = Clock::now();
    auto table = emptyTable(set, *m_impl->model, options);
    for (std::int64_t first = 0; first < set.count; first += options.batch) {
        if (stop.stop_requested()) return std::nullopt;
        const auto n = std::min(options.batch, set.count - first);
        const auto terms = guardMemory("scoring", [&] {
            const auto bytes =
                bytesOf(set.bytes.data() + first * set.shape.dims(), n, set.shape, m_impl->device);
            return averagedTerms(*m_impl->model, bytes, indexRange(options.first + first, n), options);
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
    const auto& model = *m_impl->model;
    const int draws = usefulDraws(model, options);
    const auto infos = averagedInfos(model, draws);
    Breakdown result{.terms = {}, .tightness = tightness(), .draws = draws, .drawRule = model.drawRule()};
    for (std::size_t i = 0; i < infos.size(); ++i)
        result.terms.push_back({infos[i], terms.data_ptr<double>()[i]});
    const auto maps = guardMemory("explaining", [&] {
        const auto bytes = bytesOf(image.bytes.data(), 1, shape(), m_impl->device);
        return mapsOf(model, bytes, {options.seed, {index}, 0});
    });
    for (std::size_t i = 0; i < maps.size(); ++i) result.terms[i].perPixel = maps[i];
    return result;
}

std::optional<ImageSet> FrozenModel::sample(std::int64_t n, double temperature, std::uint64_t seed,
                                            std::stop_token stop, ProgressBoard* board) const {
    constexpr std::int64_t kBatch = 64;
    const torch::NoGradGuard noGrad;
    const auto start = Clock::now();
    auto set = madeSet("samples", fmt::format("samples at temperature {:g}", temperature), m_impl->summary);
    for (std::int64_t first = 0; first < n; first += kBatch) {
        if (stop.stop_requested()) return std::nullopt;
        const auto count = std::min(kBatch, n - first);
        const NoiseKey noise{.seed = seed, .images = indexRange(first, count), .draw = 0};
        // A model that draws pixel by pixel tells of its rows; whole images only would stand still for long.
        const StepReport report = [&](std::int64_t done, std::int64_t total) {
            if (board) board->post(samplingProgress(first, count, n, done, total, start));
            return !stop.stop_requested();
        };
        const auto images =
            guardMemory("sampling", [&] { return m_impl->model->sample(temperature, noise, report); });
        if (!images.defined()) return std::nullopt;
        append(set, images);
        if (board) board->post(samplingProgress(first, count, n, 1, 1, start));
    }
    return set;
}

std::string FrozenModel::noLatents() const {
    return m_impl->model->noLatents();
}

std::optional<ImageSet> FrozenModel::reconstruct(const ImageSet& set, std::uint64_t seed,
                                                 std::stop_token stop, ProgressBoard* board) const {
    requireSameShape("reconstructing “" + set.title + "”", shape(), set.shape);
    constexpr std::int64_t kBatch = 64;
    const torch::NoGradGuard noGrad;
    const auto start = Clock::now();
    auto made = madeSet("reconstructions", "reconstructions of " + set.title, m_impl->summary);
    for (std::int64_t first = 0; first < set.count; first += kBatch) {
        if (stop.stop_requested()) return std::nullopt;
        const auto n = std::min(kBatch, set.count - first);
        append(made, guardMemory("reconstructing", [&] {
                   const auto bytes =
                       bytesOf(set.bytes.data() + first * set.shape.dims(), n, set.shape, m_impl->device);
                   const auto& model = *m_impl->model;
                   return model.decode(model.encode(bytes, {seed, indexRange(first, n), 0}));
               }));
        if (board) board->post(progressOf("reconstructing " + set.title, first + n, set.count, start));
    }
    return made;
}

ImageSet FrozenModel::interpolate(const Image& from, const Image& to, int steps, std::uint64_t seed) const {
    for (const auto* image : {&from, &to})
        requireSameShape("interpolating “" + image->source + "”", shape(), image->shape);
    if (steps < 2)
        throw OptionError(fmt::format("interpolation: expected 2 images or more, found {}", steps));
    const torch::NoGradGuard noGrad;
    const auto& model = *m_impl->model;
    auto made = madeSet("interpolation", "interpolation", m_impl->summary);
    append(made, guardMemory("interpolating", [&] {
               const auto a = bytesOf(from.bytes.data(), 1, shape(), m_impl->device);
               const auto b = bytesOf(to.bytes.data(), 1, shape(), m_impl->device);
               // Each end has noise of its own, or equal noise would pass for structure they share.
               const auto start = model.encode(a, {seed, {0}, 0}), end = model.encode(b, {seed, {1}, 0});
               const auto along = torch::linspace(0, 1, steps, start.options()).unsqueeze(1);
               return model.decode(start + (end - start) * along);
           }));
    return made;
}

}  // namespace nescio
