// Names inside a run file, in one place for the writer and the reader.
#pragma once

namespace nescio::layout {

inline constexpr const char* kRun = "run";  // summary attributes
inline constexpr const char* kModelOptions = "run/model_options";
inline constexpr const char* kTrainOptions = "run/train_options";
inline constexpr const char* kProvenance = "provenance";  // text attributes
inline constexpr const char* kHistory = "history";        // NXdata, one dataset a column
inline constexpr const char* kWatched = "watched";  // one group a set that was scored along the training
inline constexpr const char* kCheckpoint = "checkpoint";      // weights, optimiser, meters
inline constexpr const char* kColumns = "columns";            // one group a set, in it one a key
inline constexpr const char* kFits = "fits";                  // one group a score, in it one a reference
inline constexpr const char* kCompositions = "compositions";  // one group a score that a person made
inline constexpr const char* kOldScores = "scores";           // format 1: one group a set, no key
inline constexpr const char* kTrainSet = "train_set";         // content of each image trained on
inline constexpr const char* kExperiments = "experiments";    // one group a result, in it one a table
inline constexpr const char* kSamples = "samples";            // images and an HDF5 Image mosaic

inline constexpr const char* kBitsPerDim =
    "-log2 P(x) / D, P of the 8-bit image, D = channels * height * width; for a dequantised flow a bound";
inline constexpr const char* kScoreSign = "higher = more out-of-distribution; OOD is the positive class";

}  // namespace nescio::layout
