// Where run files go when nobody says otherwise.
#pragma once

#include <string>
#include <vector>

#include <QString>

#include "core/values/run.h"

namespace nescio {

/// The user's folder of runs (XDG data home).
QString runsFolder();

/// A fresh file in it, e.g. "glow-quick-fashion-mnist-train-seed1-20240131-121500.h5"; the time makes it new
/// without asking the disk.
QString proposedRunPath(const RunSpec& spec, const std::string& setId);

/// The path under which a file is listed already, by whatever name it is asked for; else `path`. One run
/// stands once in the list.
std::string listedPath(const std::string& path, const std::vector<std::string>& listed);

}  // namespace nescio
