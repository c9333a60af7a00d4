#include "core/views/attacked_image.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/views/inspection.h"
#include "datasets/fit.h"

namespace nescio {
namespace {

ImageSet alone(const Image& image) {
    return {.id = "image",
            .title = "image",
            .source = image.source,
            .shape = image.shape,
            .count = 1,
            .available = 1,
            .bytes = image.bytes};
}

/// Changes of a few levels are invisible: the largest one is drawn as black or white.
Image magnified(const AttackedImage& attack) {
    Image difference = attack.before;
    const double gain = attack.largestChange > 0 ? 127.0 / attack.largestChange : 0;
    for (std::size_t d = 0; d < difference.bytes.size(); ++d)
        difference.bytes[d] =
            static_cast<std::uint8_t>(128 + gain * (attack.after.bytes[d] - attack.before.bytes[d]));
    return difference;
}

void measure(AttackedImage& attack) {
    double squares = 0;
    for (std::size_t d = 0; d < attack.before.bytes.size(); ++d) {
        const int change = attack.after.bytes[d] - attack.before.bytes[d];
        attack.largestChange = std::max(attack.largestChange, std::abs(change));
        squares += change * change;
    }
    attack.length = std::sqrt(squares);
}

}  // namespace

std::optional<AttackedImage> attackedImage(const AttackRequest& request, std::stop_token stop) {
    const auto model = request.model->get();
    AttackedImage attack{.name = request.name,
                         .before = fitToShape(*request.image, model->shape()),
                         .after = {},
                         .difference = {},
                         .reference = {}};
    const auto moved = attacked(*model, alone(attack.before), request.options, std::move(stop));
    if (!moved) return std::nullopt;
    attack.after = moved->imageAt(0);
    attack.after.source = request.name + ", attacked";
    attack.natsBefore = model->explain(attack.before, {}).totalNats();
    attack.natsAfter = model->explain(attack.after, {}).totalNats();
    if (request.reference && request.reference->key.weights == model->run().weights) {
        attack.reference = request.reference->setTitle;
        attack.rankBefore = rankAmong(*request.reference, attack.natsBefore);
        attack.rankAfter = rankAmong(*request.reference, attack.natsAfter);
    }
    measure(attack);
    attack.difference = magnified(attack);
    return attack;
}

}  // namespace nescio
