// What a run of the session knows of any image, as requests that a lane answers.
#pragma once

#include <memory>
#include <vector>

#include "app/session/session.h"
#include "core/views/account_request.h"
#include "core/views/inspection.h"
#include "core/views/likelihood_figure.h"

namespace nescio {

/// Fills in what is the same for every image of a run: model, shape, title, reference.
InspectionRequest inspectionUnder(const RunEntry& run);

/// All sets that a run has scored, as figures take them, with their roles under it; in the order of the list
/// of sets, those that it does not name last.
std::vector<FigureSet> setsUnder(const Session& session, const RunEntry& run);

/// The checked sets that the current run has scored, as figures take them: what the model was trained on
/// first.
std::vector<FigureSet> figureSets(const Session& session);

/// The table that ranks are taken among: the training images if they were scored, else the first test set.
std::shared_ptr<const TermTable> referenceOf(const RunEntry& run);

/// What a run knows of any image; its training images where the session has them.
AccountRequest accountUnder(const RunEntry& run, const std::vector<DataEntry>& sets);

}  // namespace nescio
