// What repeating the paper on a pair of data sets takes: trainings and experiments, as data.
#pragma once

#include <string>
#include <vector>

#include "core/values/option.h"
#include "core/values/run.h"

namespace nescio {

/// A pair of data sets. Each set has names in order of preference: the whole one, then parts of it.
struct PaperPair {
    std::string id;  ///< as it is typed
    std::vector<std::string> trainIn, testIn, trainOut, testOut;
};
/// All pairs.
const std::vector<PaperPair>& paperPairs();
/// Throws: OptionError naming the known ones.
const PaperPair& paperPair(const std::string& id);

/// A pair on this machine: for each set the first name that is there.
struct PairHere {
    std::string trainIn, testIn, trainOut, testOut;
};
/// Throws: DataError naming what was looked for.
PairHere found(const PaperPair& pair);

/// How much is done.
struct ReproductionSize {
    std::string preset = "quick";
    int members = 3;             ///< of the ensemble
    std::int64_t images = 1000;  ///< of each test set, in every experiment
    int seeds = 1;               ///< trainings of each model of E1, seeds 1, 2, ...
};

/// A training.
struct PlannedRun {
    std::string name;  ///< of the file, without ending
    RunSpec spec;
};

/// An experiment on some of the runs, the first of which keeps the result.
struct PlannedExperiment {
    std::string id;
    std::string result;             ///< id of the result it will leave
    std::vector<std::string> runs;  ///< names
    std::vector<std::string> data;
    OptionValues options = {};
    std::string paper;        ///< "E1"
    std::int64_t limit = -1;  ///< images of each set instead of the usual number; -1: that
};

std::vector<PlannedRun> plannedRuns(const PairHere& pair, const ReproductionSize& size);
std::vector<PlannedExperiment> plannedExperiments(const PairHere& pair, const ReproductionSize& size);

}  // namespace nescio
