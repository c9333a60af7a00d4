#include "core/views/sheets.h"

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/fit.h"
#include "datasets/neighbours.h"

namespace nescio {
namespace {

constexpr std::size_t kMostInRow = 16;  ///< of a path, which is read from left to right
constexpr const char* kDistanceWords = "under each pair: L2 distance in grey levels";

ImageSet fitted(const ImageSet& set, const ImageShape& shape) {
    return set.shape == shape ? set : fitToShape(set, shape);
}

std::string shareOf(const ImageSet& set, std::int64_t n) {
    return n < set.available ? fmt::format("{} of {}", n, set.available) : fmt::format("{}", n);
}

/// The pair of an image and another, with the distance between them under it.
void addPair(Sheet& sheet, Image image, Image beside, double distance) {
    sheet.data.images.push_back(std::move(image));
    sheet.data.images.push_back(std::move(beside));
    sheet.groups.size = 2;
    sheet.groups.labels.push_back(fmt::format("{:.1f}", distance));
}

}  // namespace

std::optional<Sheet> reconstructionSheet(const FrozenModel& model, const ImageSet& set, std::int64_t count,
                                         const SheetControl& control) {
    const ImageSet originals = fitted(set.evenly(count), model.shape());
    const auto made = model.reconstruct(originals, 0, control.stop, control.board);
    if (!made) return std::nullopt;
    Sheet sheet;
    sheet.data.title = fmt::format("{} and back, by {}", set.title, model.run().title);
    sheet.data.caption = fmt::format("{} images, each left of its reconstruction · {}",
                                     shareOf(set, made->count), kDistanceWords);
    for (std::int64_t i = 0; i < made->count; ++i) {
        addPair(sheet, originals.imageAt(i), made->imageAt(i),
                imageDistance(originals.image(i), made->image(i)));
        sheet.origins.insert(sheet.origins.end(), 2, {set.id, originals.indexOf(i)});
    }
    return sheet;
}

Sheet interpolationSheet(const FrozenModel& model, const ImageSet& set, std::int64_t from, std::int64_t to,
                         int steps) {
    for (const auto index : {from, to})
        if (index < 0 || index >= set.count)
            throw DataError(
                fmt::format("{}: expected an index below {}, found {}", set.title, set.count, index));
    const Image first = fitToShape(set.imageAt(from), model.shape());
    const Image last = fitToShape(set.imageAt(to), model.shape());
    const ImageSet made = model.interpolate(first, last, steps, 0);
    Sheet sheet;
    sheet.data.title = fmt::format("{} #{} to #{}, by {}", set.title, from, to, model.run().title);
    sheet.data.caption = fmt::format("{} images on the straight line between the latents of two", steps);
    for (std::int64_t i = 0; i < made.count; ++i) sheet.data.images.push_back(made.imageAt(i));
    const std::size_t images = sheet.data.images.size(), rows = (images + kMostInRow - 1) / kMostInRow;
    sheet.groups.perRow = static_cast<int>((images + rows - 1) / rows);
    sheet.origins.resize(images);
    sheet.origins.front() = {set.id, from};
    sheet.origins.back() = {set.id, to};
    return sheet;
}

std::optional<Sheet> nearestSheet(const FrozenModel& model, const ImageSet& training,
                                  const SampleRequest& request, const SheetControl& control) {
    const auto samples =
        model.sample(request.count, request.temperature, request.seed, control.stop, control.board);
    if (!samples) return std::nullopt;
    const auto found = nearestImages(*samples, training, 1, control.stop, control.board);
    if (!found) return std::nullopt;
    Sheet sheet;
    sheet.data.title = fmt::format("samples of {}", model.run().title);
    sheet.data.caption = fmt::format(
        "{} samples, each left of the nearest of n = {} training images · temperature {:g} · seed {} · {}",
        samples->count, shareOf(training, training.count), request.temperature, request.seed, kDistanceWords);
    for (std::int64_t i = 0; i < samples->count; ++i) {
        if ((*found)[static_cast<std::size_t>(i)].empty()) continue;
        const Neighbour& nearest = (*found)[static_cast<std::size_t>(i)].front();
        addPair(sheet, samples->imageAt(i), training.imageAt(nearest.index), nearest.distance());
        sheet.origins.push_back({});
        sheet.origins.push_back({training.id, training.indexOf(nearest.index)});
    }
    return sheet;
}

}  // namespace nescio
