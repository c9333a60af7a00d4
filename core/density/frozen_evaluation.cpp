// Scoring and explaining: the terms of images, averaged over draws.
#include "core/density/frozen_model.h"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "core/density/batch_scorer.h"
#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/math/device_memory.h"
#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

TermTable emptyTable(const ImageSet& set, const DensityModel& model, ColumnKey key,
                     const std::vector<std::uint64_t>* trainContents) {
    TermTable table{.setId = set.id, .setTitle = set.title, .source = set.source, .shape = set.shape};
    table.columns = averagedInfos(model, key.draws);
    table.key = std::move(key);
    table.labels = set.labels;
    table.available = set.available;
    if (trainContents) table.trainedOn = sharedImages(table.key.contents, *trainContents);
    table.tightness = model.tightness();
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

}  // namespace

ColumnKey FrozenModel::keyFor(const ImageSet& set, const EvaluateOptions& options) const {
    const auto& model = *m_impl->model;
    auto key = keyOfImages(set);
    key.draws = usefulDraws(model, options);
    key.drawRule = model.drawRule();
    key.noiseSeed = model.drawRule() == DrawRule::Once ? 0 : options.seed;
    key.weights = m_impl->summary.weights;
    return key;
}

std::optional<TermTable> FrozenModel::evaluate(const ImageSet& set, const EvaluateOptions& options,
                                               std::stop_token stop, ProgressBoard* board) const {
    requireSameShape("scoring “" + set.title + "”", shape(), set.shape);
    if (!set.indices.empty() && static_cast<std::int64_t>(set.indices.size()) != set.count)
        throw DataError(fmt::format("scoring “{}”: expected the place of each of {} images, found {}",
                                    set.title, set.count, set.indices.size()));
    const auto start = JobClock::now();
    auto table = emptyTable(set, *m_impl->model, keyFor(set, options), m_impl->summary.trainContents.get());
    BatchScorer scorer(*m_impl->model, m_impl->device, options);
    for (std::int64_t first = 0; first < set.count; first += options.batch) {
        if (stop.stop_requested()) return std::nullopt;
        const auto n = std::min(options.batch, set.count - first);
        const auto terms = guardMemory("scoring", [&] {
            const auto bytes =
                bytesOf(set.bytes.data() + first * set.shape.dims(), n, set.shape, m_impl->device);
            const auto contents = std::span(table.key.contents)
                                      .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(n));
            return scorer.averagedTerms(bytes, noiseKeysOf(contents));
        });
        set.bytes.forget(static_cast<std::size_t>(first * set.shape.dims()),
                         static_cast<std::size_t>(n * set.shape.dims()));
        const double* values = terms.data_ptr<double>();
        table.nats.insert(table.nats.end(), values, values + terms.numel());
        if (board) board->post(progressOf("scoring " + set.title, first + n, set.count, start));
    }
    table.secondsPerImage = set.count > 0 ? secondsSince(start) / static_cast<double>(set.count) : 0;
    return table;
}

Breakdown FrozenModel::explain(const Image& image, const EvaluateOptions& options) const {
    if (image.shape != shape())
        throw ShapeError(fmt::format("explaining “{}”: expected an image of {}, found {}", image.source,
                                     toText(shape()), toText(image.shape)));
    const auto keys = noiseKeysOf(std::vector{contentOf(image.bytes)});
    const auto terms = guardMemory("explaining", [&] {
        const auto bytes = bytesOf(image.bytes.data(), 1, image.shape, m_impl->device);
        return BatchScorer(*m_impl->model, m_impl->device, options).averagedTerms(bytes, keys);
    });
    const auto& model = *m_impl->model;
    const int draws = usefulDraws(model, options);
    const auto infos = averagedInfos(model, draws);
    Breakdown result{.terms = {}, .tightness = tightness(), .draws = draws, .drawRule = model.drawRule()};
    for (std::size_t i = 0; i < infos.size(); ++i)
        result.terms.push_back({infos[i], terms.data_ptr<double>()[i]});
    const auto maps = guardMemory("explaining", [&] {
        const auto bytes = bytesOf(image.bytes.data(), 1, shape(), m_impl->device);
        return mapsOf(model, bytes, {options.seed, keys, 0});
    });
    for (std::size_t i = 0; i < maps.size(); ++i) result.terms[i].perPixel = maps[i];
    return result;
}

}  // namespace nescio
