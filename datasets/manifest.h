// The manifests of datasets/catalogue as values. They are written in JSON, one file a family of sets, and
// travel inside the program.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/values/shape.h"

namespace nescio {

/// A file as the makers of a family offer it. Numbers are as documented, and left out where nobody documents
/// them: none is made up.
struct ManifestDownload {
    std::string name;        ///< the file's name
    std::string url;         ///< empty: handed out by hand, at Manifest::source
    std::int64_t bytes = 0;  ///< 0: not known
    std::string sha256;      ///< lower-case hexadecimal; empty where it is not known
    std::string md5;         ///< the same; older makers publish no better
};

/// One file (or folder) of a set.
struct ManifestFile {
    std::string name;
    std::string labels;   ///< the file of labels that lies beside it; empty where there is none
    std::string archive;  ///< name of the download it is packed in; empty: it is offered, or kept, as it is
    std::string folder;   ///< its folder within the archive; empty: the top
};

/// One set of a family; several files are read one after the other.
struct ManifestSet {
    std::string id;  ///< "<family>/<stem of the file>"
    std::string title;
    std::int64_t count = 0;
    std::vector<std::string> classes;  ///< name of each label, "" where a number names none
    std::string fingerprint;           ///< of its images (content.h); empty where it is not known
    std::vector<ManifestFile> files;
};

/// A family of sets that share shape and licence.
struct Manifest {
    std::string family;  ///< first part of the ids
    std::string title;
    std::vector<std::string> folders;  ///< names of the folder that the files are kept in
    ImageShape shape;
    std::vector<std::string> classes;        ///< of sets that have none of their own; empty: named by folders
    std::vector<std::string> coarseClasses;  ///< of a second, coarser label (CIFAR-100)
    std::string note;  ///< what a user must know of the images; said when they are loaded
    std::string licence;
    std::string source;
    std::vector<ManifestDownload> downloads;
    std::vector<ManifestSet> sets;
};

/// The JSON texts, one a family (generated at build time).
const std::vector<std::string>& manifestTexts();

/// All families, parsed once.
const std::vector<Manifest>& manifests();

/// A set and its family; null where the catalogue has no set of this id.
struct CataloguedSet {
    const Manifest* family = nullptr;
    const ManifestSet* set = nullptr;
};
CataloguedSet cataloguedSet(const std::string& id);

/// The family of a name; null when there is none.
const Manifest* familyNamed(const std::string& family);

/// Names of the classes of a family; empty when there is no such family.
std::vector<std::string> classNamesOf(const std::string& family);

/// The family whose files are kept in a folder of this name (case, dashes and underscores do not matter);
/// null when there is none.
const Manifest* familyOfFolder(const std::string& folder);

}  // namespace nescio
