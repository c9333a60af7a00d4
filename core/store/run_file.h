// Run files: one HDF5 file a run, self-contained and replaced atomically. This header is free of HDF5 and of
// torch; arrays travel as named bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/values/composition.h"
#include "core/values/experiment.h"
#include "core/values/fitted_score.h"
#include "core/values/image.h"
#include "core/values/measurement.h"
#include "core/values/plot_data.h"
#include "core/values/run.h"
#include "core/values/term_table.h"

namespace nescio {

inline constexpr const char* kRunFormat = "nescio-run";
inline constexpr int kRunFormatMajor = 2;  ///< a reader refuses a larger one
inline constexpr int kRunFormatMinor = 0;

enum class ArrayType { Float32, Float64, Int64, UInt8 };

/// A tensor as it lies in a file.
struct NamedArray {
    std::string name;  ///< "levels.0.steps.3.coupling.net.conv1.weight"
    ArrayType type = ArrayType::Float32;
    std::vector<std::int64_t> shape;
    std::vector<std::byte> bytes;  ///< row-major, native byte order
};

/// Enough to go on training as if nothing had happened.
struct Checkpoint {
    std::int64_t step = 0;
    std::vector<NamedArray> weights;    ///< parameters and buffers of the model
    std::vector<NamedArray> optimiser;  ///< moments, one array each
    std::vector<NamedArray> meters;     ///< sums since the last history row, elapsed time
};

/// Samples drawn from a run and kept with it.
struct SampleSheet {
    ImageSet images;
    double temperature = 1;
    std::uint64_t seed = 0;
    WeightsId weights;  ///< that drew them
};

/// Parts of a run that a write replaces; what is absent stays as the file has it, unless the run is a new
/// one.
struct RunUpdate {
    std::optional<RunSummary> summary;  ///< settings, provenance, history and state
    std::optional<Checkpoint> checkpoint;
    std::vector<TermTable> tables;  ///< each stands beside those of other keys; an equal key is kept once
    std::optional<SampleSheet> samples;
    std::vector<Measurement> measurements = {};      ///< likewise
    std::vector<FittedScore> fits = {};              ///< likewise
    std::vector<Composition> compositions = {};      ///< each replaces that of the same id
    std::vector<ExperimentResult> experiments = {};  ///< each replaces the result of the same id
    bool newRun = false;  ///< a file that is there already belongs to another run: nothing of it stays
};

/// Changes the file as a whole or not at all, in place unless the update brings a checkpoint. Two writers,
/// in one process or in two, wait for each other and neither loses what the other wrote.
/// Throws: RunFileError; the old file is then untouched.
void updateRunFile(const std::filesystem::path& path, const RunUpdate& update);

/// Readers never block a writer, and see a file as it was before a change or after it.   Throws: RunFileError
/// (expected, found, where).
RunSummary readRunSummary(const std::filesystem::path& path);
Checkpoint readCheckpoint(const std::filesystem::path& path);
/// The newest table of a set under the run's weights, else the newest; or, given a key's digest, that one.
/// Throws: RunFileError naming the sets there are.
TermTable readTermTable(const std::filesystem::path& path, const std::string& setId,
                        const std::string& key = "");
/// What was measured of a set beside its terms, oldest first; of all sets where it is "".
std::vector<Measurement> readMeasurements(const std::filesystem::path& path, const std::string& setId = "");
/// All fits of scores, oldest first.
std::vector<FittedScore> readFits(const std::filesystem::path& path);
/// All scores that were composed or imported, oldest first.
std::vector<Composition> readCompositions(const std::filesystem::path& path);
/// The content of each image trained on; null in files of format 1.
std::shared_ptr<const std::vector<std::uint64_t>> readTrainContents(const std::filesystem::path& path);
std::optional<SampleSheet> readSamples(const std::filesystem::path& path);
/// Whether a run that can be read lies there.
bool holdsRun(const std::filesystem::path& path);
/// All results kept with the run, by id.
std::vector<ExperimentResult> readExperiments(const std::filesystem::path& path);

}  // namespace nescio
