// One image attacked, with what the model says of it before and after.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "core/analysis/attack.h"
#include "core/models/lazy_model.h"
#include "core/values/image.h"
#include "core/values/term_table.h"

namespace nescio {

/// Everything an attack on one image needs.
struct AttackRequest {
    std::string name;                    ///< of the image
    std::shared_ptr<const Image> image;  ///< as it was read
    std::int64_t index = 0;              ///< within its set; keys the noise of its scores
    std::shared_ptr<LazyModel> model;
    std::shared_ptr<const TermTable> reference;  ///< what ranks are taken among; may be null
    AttackOptions options;
};

/// What came of it.   Units: nats; ranks are shares of the reference with a lower log-likelihood, -1 unknown.
struct AttackedImage {
    std::string name;
    Image before, after, difference;  ///< the difference, magnified to be seen, around mid-grey
    double natsBefore = 0, natsAfter = 0;
    double rankBefore = -1, rankAfter = -1;
    std::string reference;  ///< name of the set of the ranks
    int largestChange = 0;  ///< levels of 255
    double length = 0;      ///< Euclidean, in levels
};

/// nullopt when stopped.   Throws: as attacked(), RunFileError, ShapeError.   Thread: a lane.
std::optional<AttackedImage> attackedImage(const AttackRequest& request, std::stop_token stop);

}  // namespace nescio
