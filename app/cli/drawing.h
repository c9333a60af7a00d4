// Figures and reports are drawn by Qt, which this program does without: nescio-draw, built and installed
// beside it where Qt is there, draws what a run file holds.
#pragma once

#include <string>
#include <vector>

#include "core/values/experiment.h"

namespace nescio {

/// Whether nescio-draw stands beside this program or in the search path.
bool canDraw();

/// Runs nescio-draw and waits.   Throws: Error saying what is missing, or repeating what it said.
void draw(const std::vector<std::string>& arguments);

/// Writes every figure of a result as <base>-<figure>.pdf, .svg and .png.   Throws: as draw().
void drawFigures(const ExperimentResult& result, const std::string& base);

}  // namespace nescio
