// What the session holds, as plain values: data sets, runs with their score tables, dropped images.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/dropped_source.h"
#include "core/models/lazy_model.h"
#include "core/train/training.h"
#include "core/values/image.h"
#include "core/values/plot_data.h"
#include "core/values/run.h"
#include "core/values/selection.h"
#include "core/values/term_table.h"
#include "core/views/inspection.h"
#include "core/views/sheets.h"
#include "datasets/download/offers.h"
#include "datasets/load.h"

namespace nescio {

/// The id of the set that holds a run's newest samples.
inline constexpr const char* kSamplesSet = "samples";
/// The set id under which dropped and pasted images are selected.
inline constexpr const char* kDroppedSet = "dropped";
/// What boxes of sets call the chosen images.
inline constexpr const char* kChosenImages = "chosen";

/// A data set in the list. One that came with a run's scores has no images until someone asks for them.
struct DataEntry {
    std::string id;
    std::string title;
    std::string what;  ///< what to load it from again: path, catalogue id or synthetic id; empty: cannot be
    ImageShape shape;
    std::int64_t count = 0;
    std::int64_t available = 0;
    bool synthetic = false;
    std::string fingerprint = {};            ///< what the set is; empty: not known
    std::shared_ptr<const ImageSet> images;  ///< null: not at hand
    bool shown = true;                       ///< drawn in histograms and scored after training
    std::optional<SetRole> role;             ///< chosen by the user; otherwise guessed from the run
};

/// A run in the list, keyed by the path of its file.
struct RunEntry {
    RunSummary summary;
    std::shared_ptr<LazyModel> model;                                ///< null: nothing has been trained yet
    std::map<std::string, std::shared_ptr<const TermTable>> tables;  ///< by set id
    std::shared_ptr<const FrozenModel>
        glanced;  ///< what scored the tables while training goes on; may be null
    std::optional<SamplesData> samples;
    std::map<SheetKind, Sheet> sheets;     ///< all but the samples
    std::optional<std::string> noLatents;  ///< why it has none, "" where it has; nullopt: not asked yet
    bool live = false;                     ///< being trained now

    [[nodiscard]] const std::string& path() const { return summary.path; }
};

/// An image that was dropped or pasted, with what the current run's model says about it.
struct DroppedImage {
    std::shared_ptr<const Image> original;
    Inspection seen;
    DroppedSource source = {};
};

/// What the engine offers on this machine; asked after the window is up, and again after data came.
struct EngineFacts {
    std::vector<ModelInfo> models;
    std::vector<OptionField> trainFields;
    std::vector<CatalogueEntry> catalogue;
    std::vector<Offer> offers;  ///< none where no folder for data is known
    std::string device;         ///< "CPU · 2 threads"
    std::string reason;         ///< why not CUDA; empty when on CUDA
};

/// The role of a set under a run: what the user chose, or Train for the training set, Test for another part
/// of the same family ("fashion-mnist/…"), OutOfDistribution otherwise.
SetRole roleUnder(const RunSummary* run, const DataEntry& set);

/// Which step numbers are of, where that has to be said: "" for a finished run's own weights, else "at step
/// 100 of 400".
std::string ageUnder(const RunEntry& run, const WeightsId& weights);

}  // namespace nescio
