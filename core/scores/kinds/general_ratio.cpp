// Against a model of many kinds of images: what it finds as likely is not special to the training set.

#include "core/scores/likelihood_ratio.h"

namespace nescio::scores::general_ratio {

ScoreKind kind() {
    return {
        .id = "general_ratio",
        .title = "ratio to a general model",
        .formula = "log p_general(x) − log p(x)",
        .unit = "nats",
        .knows = Knowledge::SecondModel,
        .cost = "one forward pass of each model",
        .source = "Schirrmeister et al. 2020, Understanding anomaly detection with deep invertible networks",
        .needs = "any terms",
        .measures = {"general"},
        .measuredColumns = {"log_likelihood"},
        .claims = {},
        .evaluate = [](const SetColumns& columns, const ScoreState&) { return ratioOf(columns, "general"); }};
}

}  // namespace nescio::scores::general_ratio
