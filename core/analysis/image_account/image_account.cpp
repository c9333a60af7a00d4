#include "core/analysis/image_account/image_account.h"

#include <utility>

#include "core/analysis/image_account/sections.h"

namespace nescio {

std::optional<ImageAccount> accountOf(const AccountInput& input, const Image& image) {
    const auto& model = *input.model;
    const auto key = model.keyFor(aloneOf(image), input.evaluation);
    ImageAccount account{.image = image,
                         .run = model.run().title,
                         .weights = model.run().weights,
                         .breakdown = model.explain(image, input.evaluation),
                         .missing = input.notes};
    const auto& breakdown = account.breakdown;
    account.bits = bitsOf(breakdown, image.shape.dims());
    auto& missing = account.missing;
    const double total = account.bits.totalNats;
    const auto* reference = accountReference(input, key, breakdown, missing);
    if (reference) {
        account.reference = reference->setTitle;
        account.referenceAvailable = reference->available;
    }
    account.parts = partsOf(breakdown, reference);
    account.ranks = ranksOf(input, key, total, missing);
    if (input.stop.stop_requested()) return std::nullopt;
    account.codes = codesOf(image, missing);
    account.pixels = pixelsOf(model, image, breakdown, input.evaluation, missing);
    if (input.stop.stop_requested()) return std::nullopt;
    account.ratios = ratiosOf(input, image, total, missing);
    if (input.stop.stop_requested()) return std::nullopt;
    if (!addNearest(input, account)) return std::nullopt;
    return account;
}

bool addNearest(const AccountInput& input, ImageAccount& account) {
    account.nearest = nearestOf(input, account.image, account.missing);
    return !input.stop.stop_requested();
}

}  // namespace nescio
