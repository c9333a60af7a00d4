// What can be trained on: the sets of the list, and the named ones that are on this machine.
#pragma once

#include <string>
#include <vector>

#include <QString>

#include "app/session/session.h"
#include "core/values/image.h"

namespace nescio {

/// A set that can be trained on.
struct TrainingSetChoice {
    std::string what;
    QString title;
    ImageShape shape;
    std::string id = {};
    bool checked = false;             ///< in the list of data sets
    SetPart part = SetPart::NotSaid;  ///< what it is for
    bool listed = false;              ///< its images are loaded
};

/// Sets in the list first, those known by their scores alone where they can be read again; then named ones.
std::vector<TrainingSetChoice> trainingSets(const Session& session);

/// The place of the set that a form starts with: for training rather than of no said part rather than for
/// testing, and of those a loaded one first. -1 where there is none.
int usualTrainingSet(const std::vector<TrainingSetChoice>& sets);

}  // namespace nescio
