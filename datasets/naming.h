// Short, stable names for image sets, made from where their file lies: the key under which a run file keeps
// what a model said about them.
#pragma once

#include <filesystem>
#include <string>

#include "core/values/image.h"
#include "datasets/address.h"

namespace nescio {

/// "…/fashion-mnist/t10k-images-idx3-ubyte.gz" -> "fashion-mnist/t10k": the folder (or the family of the
/// catalogue that keeps its files in such a folder), and the file without the parts that only tell its
/// format. Characters other than letters, digits, '.', '_' and '-' become '-'.
/// A part is a set of the file's family: "faces.npz::x_train" -> "faces/x_train".
std::string setIdOf(const Address& address);

/// The last name of a path without the parts that only tell its format: "t10k" of
/// "t10k-images-idx3-ubyte.gz".
std::string stemOf(const std::filesystem::path& path);

/// The id of a file that lies under a catalogued name and is another set: its whole name, which the catalogue
/// has not, "mnist/t10k-images-idx3-ubyte".
std::string otherIdOf(const std::filesystem::path& path);

/// What a set most likely stands for beside a training set: the same set, another split of its family, or
/// images of another family. A guess that a person may overrule.
SetRole roleBeside(const std::string& setId, const std::string& trainSetId);

}  // namespace nescio
