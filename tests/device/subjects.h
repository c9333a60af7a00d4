// The models that a check goes through: every registered kind, each choice that its options offer, colour,
// and ensembles; all small.
#pragma once

#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/run.h"

namespace nescio::devices {

/// A model to be trained, and on what shape.
struct Subject {
    std::string name;  ///< "glow, net = highway"
    RunSpec spec;
    ImageShape shape;
};

std::vector<Subject> subjects();

/// Images with something to learn in them, slopes of random steepness: the same bytes on every machine.
ImageSet slopes(const ImageShape& shape, std::int64_t count);

}  // namespace nescio::devices
