// Sums of some of a likelihood's terms: density, volume, those of a level, or one term alone.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/values/term_table.h"

namespace nescio {

/// A part of the likelihood: which of each image's terms it sums.
struct Part {
    std::string title;
    std::function<bool(const TermInfo&)> takes;
};

/// Density, volume, total, and density and volume of every level; the total alone of a model that is no flow.
std::vector<Part> partsOf(const std::vector<TermInfo>& infos);

/// A part by its title, or a single term by its label; case and dots do not matter ("level 1 volume").
/// Throws: OptionError naming the parts there are.
Part partNamed(const std::string& name, const std::vector<TermInfo>& infos);

/// The part of every row.   Units: nats.
std::vector<double> valuesOf(const TermTable& table, const Part& part);

}  // namespace nescio
