// From images to what scores are compared on: the columns that some scores need of every set, computed where
// they are not kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/column_source.h"
#include "core/scores/detection.h"
#include "core/values/composition.h"

namespace nescio {

/// What is to be compared.
struct DetectionOrder {
    ImageSet in;
    std::vector<ImageSet> out;
    /// Training images, which scores are fitted and thresholds set on. What takes long is measured of them
    /// only where a score is fitted on it.
    std::optional<ImageSet> reference;
    /// Ids; none: every score whose measures are not left to be asked for by name.
    std::vector<std::string> scores;
    std::vector<Composition> compositions = {};  ///< of the run, which count as its scores
};

/// The scores that an order means of a model with these terms.   Throws: OptionError on an unknown id.
std::vector<ScoreKind> scoresOf(const DetectionOrder& order, const std::vector<TermInfo>& terms);

/// Whether a score reads a measure that takes so long that it has to be asked for by name.
bool leftToBeAskedFor(const ScoreKind& score);

/// Measures that some scores read, each once.
std::vector<std::string> measuresOf(const std::vector<ScoreKind>& scores);

/// Columns of all sets. nullopt when stopped; what was computed by then is kept.
/// Throws: as ColumnSource::columnsOf(), scoresOf().
std::optional<DetectionInput> gather(ColumnSource& source, const DetectionOrder& order,
                                     std::stop_token stop = {}, ProgressBoard* board = nullptr);

}  // namespace nescio
