// Images that a frozen model makes: drawn, reconstructed, or on the way between two.
#include "core/density/frozen_model.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/density/made_bytes.h"
#include "core/math/device_memory.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::int64_t kSamplesAtOnce = 64;

/// Counts images in rows of a model that draws row by row.
Progress samplingProgress(std::int64_t first, std::int64_t count, std::int64_t n, std::int64_t done,
                          std::int64_t total, JobClock::time_point start) {
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

/// A set of images that a model made; bytes are appended as they come.
ImageSet madeSet(const std::string& id, const std::string& title, const RunSummary& run) {
    ImageSet set{.id = id, .title = title, .source = title + " of this model", .shape = run.shape};
    set.synthetic = run.synthetic;
    return set;
}

/// Says of a made set what no byte can show.   Throws: DivergenceError where none is an image.
void sayNotFinite(ImageSet& set, const NotFiniteCount& count) {
    if (count.images() == 0) return;
    if (count.images() >= set.count)
        throw DivergenceError(fmt::format(
            "{}: expected images, found values that are not finite in all {}; the weights went astray",
            set.title, set.count));
    set.changes.push_back(
        fmt::format("{} of {} images had values that are not finite, here made 0 or the nearest level",
                    count.images(), set.count));
}

void append(ImageSet& set, const torch::Tensor& images) {
    const auto host = images.cpu().contiguous();
    const auto* bytes = host.data_ptr<std::uint8_t>();
    set.bytes.append({bytes, bytes + host.numel()});
    set.count += host.size(0);
    set.available = set.count;
}

}  // namespace

std::optional<ImageSet> FrozenModel::sample(std::int64_t n, double temperature, std::uint64_t seed,
                                            std::stop_token stop, ProgressBoard* board) const {
    const torch::NoGradGuard noGrad;
    const auto start = JobClock::now();
    auto set = madeSet("samples", fmt::format("samples at temperature {:g}", temperature), m_impl->summary);
    const NotFiniteCount notFinite;
    for (std::int64_t first = 0; first < n; first += kSamplesAtOnce) {
        if (stop.stop_requested()) return std::nullopt;
        const auto count = std::min(kSamplesAtOnce, n - first);
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
    sayNotFinite(set, notFinite);
    return set;
}

std::string FrozenModel::noLatents() const {
    return m_impl->model->noLatents();
}

std::optional<ImageSet> FrozenModel::reconstruct(const ImageSet& set, std::uint64_t seed,
                                                 std::stop_token stop, ProgressBoard* board) const {
    requireSameShape("reconstructing “" + set.title + "”", shape(), set.shape);
    const torch::NoGradGuard noGrad;
    const auto start = JobClock::now();
    auto made = madeSet("reconstructions", "reconstructions of " + set.title, m_impl->summary);
    const NotFiniteCount notFinite;
    for (std::int64_t first = 0; first < set.count; first += kSamplesAtOnce) {
        if (stop.stop_requested()) return std::nullopt;
        const auto n = std::min(kSamplesAtOnce, set.count - first);
        append(made, guardMemory("reconstructing", [&] {
                   const auto bytes =
                       bytesOf(set.bytes.data() + first * set.shape.dims(), n, set.shape, m_impl->device);
                   const auto& model = *m_impl->model;
                   return model.decode(model.encode(bytes, {seed, indexRange(first, n), 0}));
               }));
        if (board) board->post(progressOf("reconstructing " + set.title, first + n, set.count, start));
    }
    sayNotFinite(made, notFinite);
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
    const NotFiniteCount notFinite;
    append(made, guardMemory("interpolating", [&] {
               const auto a = bytesOf(from.bytes.data(), 1, shape(), m_impl->device);
               const auto b = bytesOf(to.bytes.data(), 1, shape(), m_impl->device);
               // Each end has noise of its own, or equal noise would pass for structure they share.
               const auto start = model.encode(a, {seed, {0}, 0}), end = model.encode(b, {seed, {1}, 0});
               const auto along = torch::linspace(0, 1, steps, start.options()).unsqueeze(1);
               return model.decode(start + (end - start) * along);
           }));
    sayNotFinite(made, notFinite);
    return made;
}

}  // namespace nescio
