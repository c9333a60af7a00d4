// The manifests of datasets/catalogue as values. They are written in JSON, one file a family of sets, and
// travel inside the program.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/shape.h"

namespace nescio {

/// One file of a set, as its makers distribute it.
struct ManifestFile {
    std::string name;
    std::string sha256;  ///< lower-case hexadecimal; empty where it is not known
};

/// One set of a family; several files are read one after the other.
struct ManifestSet {
    std::string id;  ///< "<family>/<stem of the file>"
    std::string title;
    std::int64_t count = 0;
    std::vector<ManifestFile> files;
    std::vector<std::vector<ManifestFile>> alternatives = {};  ///< other files with the same images
};

/// A family of sets that share shape, classes and licence.
struct Manifest {
    std::string family;  ///< first part of the ids
    std::string title;
    std::vector<std::string> folders;  ///< names of the folder that the files are kept in
    ImageShape shape;
    std::vector<std::string> classes;  ///< name of each label
    std::string licence;
    std::string source;
    std::vector<ManifestSet> sets;
};

/// The JSON texts, one a family (generated at build time).
const std::vector<std::string>& manifestTexts();

/// All families, parsed once.
const std::vector<Manifest>& manifests();

/// Names of the classes of a family; empty when there is no such family.
std::vector<std::string> classNamesOf(const std::string& family);

/// The family whose files are kept in a folder of this name (case, dashes and underscores do not matter);
/// null when there is none.
const Manifest* familyOfFolder(const std::string& folder);

}  // namespace nescio
