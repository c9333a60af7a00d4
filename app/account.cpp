#include "app/account.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/models/load_model.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

std::shared_ptr<const FrozenModel> askedModel(const AccountRequest& request) {
    return request.snapshot ? request.snapshot : request.model->get();
}

AccountInput inputOf(const AccountRequest& request, const FrozenModel& model, const JobControl& control) {
    AccountInput input{.model = &model,
                       .tables = request.tables,
                       .evaluation = evaluationLike(request.tables, model.run().weights),
                       .stop = control.stop,
                       .board = &control.board};
    const auto load = [&](const std::string& file) { return request.seconds->get(file); };
    input.seconds = secondsOf(model.run(), {}, load, input.notes);
    if (!request.training)
        input.whyNoTraining = fmt::format("expected “{}” among the data sets, found none; add it to see them",
                                          model.run().trainSetTitle);
    return input;
}

Image imageOf(const AccountRequest& request, const ImageShape& shape) {
    auto image = fitToShape(request.image ? *request.image : request.images->imageAt(request.index), shape);
    image.source = request.name;
    return image;
}

/// The images that the model was trained on, as it saw them.
ImageSet trainedOn(const AccountRequest& request, const ImageShape& shape) {
    const auto& all = *request.training;
    const auto set = all.limited(request.trainLimit, request.limitRule);
    return set.shape == shape ? set : fitToShape(set, shape);
}

}  // namespace

std::shared_ptr<const FrozenModel> SecondRuns::get(const std::string& file) {
    const std::lock_guard lock(m_mutex);
    std::error_code unknown;
    const auto changed = std::filesystem::last_write_time(file, unknown);
    auto& read = m_read[file];
    if (!read.model || read.changed != changed) read = {changed, loadFrozenModel(file)};
    return read.model;
}

AccountRequest accountUnder(const RunEntry& run, const std::vector<DataEntry>& sets) {
    const auto& spec = run.summary.spec;
    AccountRequest request{.name = {},
                           .image = {},
                           .images = {},
                           .model = run.model,
                           .snapshot = run.live ? run.glanced : nullptr,
                           .tables = {},
                           .seconds = {},
                           .training = {},
                           .trainLimit = spec.trainLimit,
                           .limitRule = spec.limitRule};
    for (const auto& [id, table] : run.tables) request.tables.push_back(table);
    const auto training = std::find_if(sets.begin(), sets.end(), [&](const DataEntry& set) {
        return set.images && (set.id == run.summary.trainSetId || set.what == spec.trainData);
    });
    if (training != sets.end()) request.training = training->images;
    return request;
}

std::optional<ImageAccount> quickAccount(const AccountRequest& request, const JobControl& control) {
    const auto model = askedModel(request);
    return accountOf(inputOf(request, *model, control), imageOf(request, model->shape()));
}

std::optional<ImageAccount> withNearest(const AccountRequest& request, ImageAccount account,
                                        const JobControl& control) {
    const auto training = trainedOn(request, account.image.shape);
    const AccountInput input{.training = &training, .stop = control.stop, .board = &control.board};
    if (!addNearest(input, account)) return std::nullopt;
    return account;
}

}  // namespace nescio
