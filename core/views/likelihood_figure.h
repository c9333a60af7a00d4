// The numbers of the likelihood histogram and its verdict, from stored score tables.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/scores/roc.h"
#include "core/scores/score.h"
#include "core/values/plot_data.h"
#include "core/values/term_table.h"

namespace nescio {

/// What the horizontal axis shows.
enum class Quantity { BitsPerDim, LogLikelihood };

/// One set of the figure.
struct FigureSet {
    std::string title;
    SetRole role = SetRole::Other;
    std::shared_ptr<const TermTable> table;
    int slot = -1;         ///< the set's (SlotBook), for its colour
    std::string age = {};  ///< "at step 100 of 400" where that has to be said
};

/// What stands beside the numbers, said once where it holds of all sets, else set by set.
std::string noteOf(const std::vector<FigureSet>& sets);

/// The log-likelihood of one image.
struct FigureMarker {
    double nats = 0;
    WeightsId weights;
};

/// In-distribution against OOD under −log p, with its confidence interval.
struct PairVerdict {
    std::shared_ptr<const TermTable> in, out;
    Interval auroc;            ///< over what can be ranked; NaN where there is nothing on one side
    std::string leftOut;       ///< "3 of 500 of MNIST test are NaN, left out"; "" where all were ranked
    std::string refusal = {};  ///< why the two must not be compared; empty where they may
};

/// Everything that the figure is made of.
struct FigureRequest {
    Quantity quantity = Quantity::BitsPerDim;
    std::string runTitle;
    std::vector<FigureSet> sets;
    std::vector<FigureMarker> markers;           ///< dropped images, but the inspected one
    std::optional<FigureMarker> inspected = {};  ///< the image that is inspected, whatever its set
    std::vector<PairVerdict> verdicts;           ///< those known so far
};

/// Bins the sets and words the verdict.   Thread: a lane.
HistogramData figureOf(const FigureRequest& request);

/// The pairs the verdict speaks of: the test part of the training family (else another part of it, else the
/// training set) against every OOD set.
std::vector<PairVerdict> pairsOf(const std::vector<FigureSet>& sets);

/// Fills in the interval over all values but NaN, and says how many of those there are.   Thread: a lane.
PairVerdict judged(PairVerdict pair);

/// "AUROC(−log p) 0.13 [0.12, 0.14] · MNIST test is found more likely than FashionMNIST test": as far as the
/// pair is among those that are known, or why it is not judged.
std::string verdictWords(const PairVerdict& pair, const std::vector<PairVerdict>& known);

/// "AUROC(−log p) 0.13 [0.12, 0.14]": no more digits than the interval supports.
std::string aurocWords(const Interval& auroc);

}  // namespace nescio
