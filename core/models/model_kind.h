// The models there are, by name.
//
// To add one: a file core/models/kinds/<id>.cpp with a class derived from DensityModel (or a builder of an
// existing one) and `models::<id>::kind()`, which lists options, presets and trial settings. Command line,
// window, run files and the model battery pick it up from there.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/density/density_model.h"
#include "core/values/option.h"

namespace nescio {

/// Option values that a preset changes, for images of a shape; `train` speaks trainOptionFields().
struct Preset {
    OptionValues model;
    OptionValues train;
};

/// A registered model.
struct ModelKind {
    using Make = std::function<std::shared_ptr<DensityModel>(const OptionValues& completed, ByteSpace space,
                                                             std::uint64_t seed)>;
    std::string id, title, source;
    std::vector<OptionField> options;
    std::vector<std::string> presets;
    std::function<Preset(const std::string& id, const ImageShape& shape)> preset;
    Make make;
    OptionValues trial;  ///< differences from the defaults that make an instance small enough for tests
    /// Where a preset's numbers are from, by its id, with what is only recalled or not known; see
    /// presetNotes().
    std::map<std::string, std::string> notes = {};
};

/// Notes of the presets that models have: `quick` and `small` are ours, whatever the model.
/// `paper`: whose numbers that one takes, and how sure that is.
std::map<std::string, std::string> presetNotes(const std::string& paper);

/// The models of core/models/kinds, alphabetical by id.
const std::vector<ModelKind>& builtInModelKinds();
/// All models, in a fixed order: the built-in ones, then those added at run time.
const std::vector<ModelKind>& modelKinds();
/// Adds a model that lives outside core/models/kinds.   Requires: a new id; no other thread asks for models
/// yet.
void addModelKind(ModelKind kind);
/// Throws: OptionError naming the known ids.
const ModelKind& modelKind(const std::string& id);

}  // namespace nescio
