#include "core/train/train_options.h"

#include <cmath>
#include <numbers>

#include "core/train/training.h"

namespace nescio {

const std::vector<OptionField>& trainOptionFields() {
    using Int = std::int64_t;
    static const std::vector<OptionField> fields{
        {.id = "batch",
         .title = "Batch",
         .standard = Int{64},
         .minimum = 1,
         .maximum = 4096,
         .unit = "images",
         .help = "Images per optimiser step."},
        {.id = "steps",
         .title = "Steps",
         .standard = Int{800},
         .minimum = 1,
         .maximum = 10'000'000,
         .unit = "steps",
         .help = "Optimiser steps in all."},
        {.id = "optimiser",
         .title = "Optimiser",
         .standard = std::string("adamax"),
         .help = "Rule that turns gradients into steps; rmsprop's decay is 0.99, ours, and none has an L2 "
                 "penalty.",
         .choices = {"adamax", "adam", "rmsprop"}},
        {.id = "learning_rate",
         .title = "Learning rate",
         .standard = 1e-3,
         .minimum = 1e-8,
         .maximum = 1,
         .help = "Step size after warm-up."},
        {.id = "warmup",
         .title = "Warm-up",
         .standard = Int{50},
         .minimum = 0,
         .maximum = 1'000'000,
         .unit = "steps",
         .help = "The learning rate rises linearly from zero over this many steps."},
        {.id = "decay",
         .title = "Decay",
         .standard = std::string("constant"),
         .help = "cosine: to zero at the end; late_halving: halved at 80 % and at 90 % of all steps.",
         .choices = {"constant", "cosine", "late_halving"}},
        {.id = "clip",
         .title = "Gradient clipping",
         .standard = 0.0,
         .minimum = 0,
         .maximum = 1e6,
         .unit = "bits/dim",
         .help = "Largest norm of the gradient; 0 leaves it alone."},
        {.id = "validation",
         .title = "Validation split",
         .standard = 0.01,
         .minimum = 0,
         .maximum = 0.5,
         .help = "Share of the training set that is held out and watched."},
        {.id = "mutation",
         .title = "Mutation",
         .standard = 0.0,
         .minimum = 0,
         .maximum = 1,
         .unit = "of the bytes",
         .help = "Share of training bytes replaced at random; above 0 makes a background model."},
        {.id = "log_every",
         .title = "Log every",
         .standard = Int{10},
         .minimum = 1,
         .maximum = 100'000,
         .unit = "steps",
         .help = "Steps per point of the training curve."},
        {.id = "validate_every",
         .title = "Validate every",
         .standard = Int{100},
         .minimum = 1,
         .maximum = 1'000'000,
         .unit = "steps",
         .help = "Steps between looks at the validation split."},
        {.id = "checkpoint_seconds",
         .title = "Checkpoint every",
         .standard = 30.0,
         .minimum = 0,
         .maximum = 86'400,
         .unit = "s",
         .help = "A kill costs at most the work of this time."},
    };
    return fields;
}

TrainOptions trainOptionsFrom(const OptionValues& given) {
    const auto v = completed(trainOptionFields(), given);
    return {.batch = intOption(v, "batch"),
            .steps = intOption(v, "steps"),
            .optimiser = textOption(v, "optimiser"),
            .learningRate = realOption(v, "learning_rate"),
            .warmup = intOption(v, "warmup"),
            .decay = textOption(v, "decay"),
            .clip = realOption(v, "clip"),
            .validation = realOption(v, "validation"),
            .mutation = realOption(v, "mutation"),
            .logEvery = intOption(v, "log_every"),
            .validateEvery = intOption(v, "validate_every"),
            .checkpointSeconds = realOption(v, "checkpoint_seconds")};
}

double learningRateAt(std::int64_t step, const TrainOptions& options) {
    const double full = options.learningRate;
    if (step < options.warmup)
        return full * static_cast<double>(step + 1) / static_cast<double>(options.warmup);
    const double done = static_cast<double>(step) / static_cast<double>(options.steps);
    if (options.decay == "cosine") return full * 0.5 * (1 + std::cos(std::numbers::pi * done));
    if (options.decay == "late_halving") return full * (done >= 0.9 ? 0.25 : done >= 0.8 ? 0.5 : 1.0);
    return full;
}

}  // namespace nescio
