// The flow of Glow and of its constant-volume twin, with the options that both share.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/flows/kinds/flow_step.h"
#include "core/models/model_kind.h"

namespace nescio {

/// Options of both: levels, steps, hidden, net, mixing, prior.
const std::vector<OptionField>& glowOptionFields();

/// quick: a visible paradox in a minute or two on two CPU cores. small: about ten times that. paper: the
/// published settings, for a GPU.   Source of paper: Nalisnick et al. 2019, appendix A.
Preset glowPreset(const std::string& id, const ImageShape& shape);

/// Where those of Glow and its constant-volume twin come from.
std::map<std::string, std::string> glowPresetNotes();

/// A dequantised multi-scale flow of squeezes and flow steps.   Throws: ShapeError.
std::shared_ptr<DensityModel> makeGlow(const OptionValues& completed, CouplingForm coupling, ByteSpace space,
                                       std::uint64_t seed);

}  // namespace nescio
