#include "core/views/account_request.h"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/analysis/image_account/image_account.h"
#include "core/models/load_model.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

std::shared_ptr<const FrozenModel> askedModel(const AccountRequest& request) {
    return request.snapshot ? request.snapshot : request.model->get();
}

AccountInput inputOf(const AccountRequest& request, const FrozenModel& model, std::stop_token stop,
                     ProgressBoard* board) {
    AccountInput input{.model = &model,
                       .tables = request.tables,
                       .evaluation = evaluationLike(request.tables, model.run().weights),
                       .stop = std::move(stop),
                       .board = board};
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

std::optional<ImageAccount> quickAccount(const AccountRequest& request, std::stop_token stop,
                                         ProgressBoard* board) {
    const auto model = askedModel(request);
    return accountOf(inputOf(request, *model, std::move(stop), board), imageOf(request, model->shape()));
}

std::optional<ImageAccount> withNearest(const AccountRequest& request, ImageAccount account,
                                        std::stop_token stop, ProgressBoard* board) {
    const auto training = trainedOn(request, account.image.shape);
    const AccountInput input{.training = &training, .stop = std::move(stop), .board = board};
    if (!addNearest(input, account)) return std::nullopt;
    return account;
}

}  // namespace nescio
