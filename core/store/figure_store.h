// How the figures and the sheets of images of an experiment lie in a group of a run file.
#pragma once

#include <string>

#include "core/store/hdf5.h"
#include "core/values/result_figure.h"

namespace nescio {

/// "series_3": parts of a table or a figure are named by their place, so that any title is allowed.
std::string numbered(const char* what, std::size_t index);

/// Throws: RunFileError.
void writeFigure(hid_t group, const ResultFigure& figure);
ResultFigure readFigure(hid_t group, const std::string& id);
void writeImages(hid_t group, const ResultImages& sheet);
ResultImages readImages(hid_t group, const std::string& id);

}  // namespace nescio
