// A run as plain values: what was asked for, what happened, and what is known about it. The run file stores
// these; the window lists them; the engine fills them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/values/column_key.h"
#include "core/values/image.h"
#include "core/values/option.h"
#include "core/values/shape.h"

namespace nescio {

/// Everything that decides a training run. Two runs with equal specs on one machine end in equal weights.
struct RunSpec {
    std::string model = "glow";             ///< id of a registered model
    std::string preset = "quick";           ///< the preset the options started from; "" for none
    OptionValues modelOptions;              ///< differences from the preset
    OptionValues trainOptions;              ///< differences from the preset
    std::string trainData;                  ///< path, catalogue name or synthetic id of the training set
    std::int64_t trainLimit = 0;            ///< use n images; 0: all
    LimitRule limitRule = LimitRule::Even;  ///< which of the images, here and of the sets watched
    std::uint64_t seed = 1;
    int members = 1;  ///< models trained side by side with seeds seed, seed + 1, ...; above 1: an ensemble
    /// File name of the run that this is a second model of; "" for a model of its own.
    std::string companionOf;
    std::vector<std::string> watch = {};  ///< paths or names of sets that are scored along the training
    std::int64_t watchImages = 128;       ///< images of each of them
    std::string device = "auto";          ///< auto | cpu | cuda
    int threads = 0;                      ///< CPU threads; 0: as many as cpuLimits() allow
};

/// One line of the training history.   Units: bits/dim unless the name says otherwise.
struct HistoryRow {
    std::int64_t step = 0;  ///< optimiser steps finished
    double epoch = 0;       ///< passes over the training set, fractional
    double total = 0;       ///< training batches since the last row, mean
    double density = 0;     ///< its density part (priors and conditionals)
    double volume = 0;      ///< its volume part (log-determinants); the rest is the constant scaling
    double validation = 0;  ///< NaN where not measured at this row
    double learningRate = 0;
    double gradientNorm = 0;  ///< before clipping, mean
    double imagesPerSecond = 0;
    double elapsedSeconds = 0;  ///< training time so far, pauses left out
};

/// What the images of a set came to at some steps of a training.
/// Shapes: each list of nats is row by row, steps.size() × images.   Units: nats.
struct WatchedSet {
    std::string setId, title;
    std::int64_t images = 0;
    std::int64_t available = 0;           ///< N of "n of N"
    std::vector<std::uint64_t> contents;  ///< of each image; empty in files of format 1
    std::vector<std::int64_t> steps;
    std::vector<double> density, volume, total;

    /// The images' values at a look.   Requires: look < steps.size().
    [[nodiscard]] std::vector<double> at(const std::vector<double>& nats, std::size_t look) const {
        const auto n = static_cast<std::ptrdiff_t>(images);
        const auto first = nats.begin() + static_cast<std::ptrdiff_t>(look) * n;
        return {first, first + n};
    }
};

enum class RunState { Running, Paused, Stopped, Finished, Diverged };
std::string toId(RunState state);
RunState runStateFromId(const std::string& id);

/// What a run file says of a table of terms without reading it.
struct StoredTerms {
    std::string setId, setTitle;
    std::string key;  ///< digestOf() its key: which of the set's tables it is
    std::string set;  ///< fingerprint of the set; empty: not recorded
    std::int64_t rows = 0, available = 0;
    int draws = 1;
    std::uint64_t noiseSeed = 0;
    WeightsId weights;
};

/// What a list or an inspector shows of a run without loading its weights.
struct RunSummary {
    std::string path;
    std::string title;  ///< "glow·quick on FashionMNIST train (seed 1)"
    RunSpec spec;
    ImageShape shape;
    std::string trainSetId;
    std::string trainSetTitle;
    std::int64_t trainCount = 0;
    std::int64_t trainAvailable = 0;
    bool synthetic = false;
    std::int64_t parameters = 0;
    RunState state = RunState::Running;
    std::int64_t step = 0;
    std::int64_t totalSteps = 0;
    WeightsId weights;  ///< of the checkpoint; its step is behind `step` while a training goes on
    /// Content of each image trained on; null: not read, or a file of format 1.
    std::shared_ptr<const std::vector<std::uint64_t>> trainContents;
    std::vector<HistoryRow> history;
    std::vector<WatchedSet> watched;
    std::vector<StoredTerms> terms;                 ///< what the file keeps of sets, oldest first
    std::map<std::string, std::string> provenance;  ///< creator, versions, device, command line, ...
};

/// Whether numbers are of the weights that the run has now; not so where it was not recorded. A file of
/// format 1 knows its weights by their step alone.
bool isCurrent(const RunSummary& run, const WeightsId& weights);
/// "" for the run's own weights, else "at step 100 of 400", or that it was not recorded.
std::string ageWords(const RunSummary& run, const WeightsId& weights);
/// Ids of the sets that tables are kept of, each once, in the order of their first table.
std::vector<std::string> evaluatedSets(const RunSummary& run);
/// What the run's file calls a set: its id, or, where another set was kept under that id first, the id with a
/// number behind it. Sets are told apart by what they are, not by their names.
std::string ownSetId(const RunSummary& run, const std::string& setId, const std::string& fingerprint);
/// The table that a set's name means: of the run's weights where there is one, of those the one of most
/// images, and of equals the newest. A look at a few images never hides the numbers of all. Null when there
/// is none.
const StoredTerms* usualTerms(const RunSummary& run, const std::string& setId);

}  // namespace nescio
