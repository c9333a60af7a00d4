// The options of training as a struct, read from and declared as option fields.
#pragma once

#include <cstdint>
#include <string>

#include "core/values/option.h"

namespace nescio {

/// How a model is trained; defaults and ranges are in trainOptionFields().
struct TrainOptions {
    std::int64_t batch, steps;
    std::string optimiser;  ///< adamax | adam | rmsprop
    double learningRate;
    std::int64_t warmup;  ///< steps of linear rise from zero
    std::string decay;    ///< constant | cosine | late_halving
    double clip;          ///< largest gradient norm; 0: no clipping
    double validation;    ///< share of the training set held out
    double mutation;      ///< share of bytes replaced at random; above 0: a background model
    std::int64_t logEvery, validateEvery;
    double checkpointSeconds;
};

/// Throws: OptionError.
TrainOptions trainOptionsFrom(const OptionValues& given);

/// Learning rate of step `step` (0-based): linear warm-up, then constant, a half cosine to zero, or halved
/// at 80 % and again at 90 % as Nalisnick et al. 2019 trained.
double learningRateAt(std::int64_t step, const TrainOptions& options);

}  // namespace nescio
