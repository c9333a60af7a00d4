// Lists that tell of a folder's images what their folders do not: labels and parts.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "datasets/folder/left_out.h"

namespace nescio {

/// What a list tells of an image; empty where it tells nothing.
struct Listed {
    std::string label;
    std::string part;
};

/// One list: `metadata.csv` of Hugging Face's ImageFolder (columns file_name, label, split),
/// `val_annotations.txt` of Tiny ImageNet, or CelebA's `list_eval_partition` and `identity_CelebA`, which are
/// one.
struct ImageList {
    std::string name;     ///< "metadata.csv"
    std::string folder;   ///< the images below it are those it tells of; empty: all
    bool byName = false;  ///< by the last name of a file; else by its place in `folder`
    std::unordered_map<std::string, Listed> images;
    bool labels = false;   ///< it has labels
    bool parts = false;    ///< it has parts
    LeftOut leftOut = {};  ///< rows that tell of no file, or of none that is there

    /// Whether the list is about this file of the set's folder.
    [[nodiscard]] bool covers(const std::string& file) const;
    /// What the list calls such a file.
    [[nodiscard]] std::string keyOf(const std::string& file) const;
    /// null where it does not name it.
    [[nodiscard]] const Listed* find(const std::string& file) const;
};

/// Whether a file is one of these, by its name.
bool isImageList(const std::string& file);

/// The lists among the files of a folder. One that cannot be understood tells nothing, as any other text.
std::vector<ImageList> readImageLists(const std::filesystem::path& root,
                                      const std::vector<std::string>& files);

}  // namespace nescio
