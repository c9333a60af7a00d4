// What a folder's files are to each other: parts of a set (train, val, test), classes, or neither.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "datasets/folder/image_list.h"
#include "datasets/folder/walk.h"

namespace nescio {

/// A file that may be an image.
struct PlacedFile {
    std::string file;  ///< relative to the folder
    int label = -1;    ///< index into classNames; -1: none
};

/// The files of one part.
struct FolderPart {
    std::string name;               ///< empty where the folder is one set
    bool labels = false;            ///< its images have labels; a file without one is none
    std::vector<PlacedFile> files;  ///< no images among them, too: only looking into them tells
    LeftOut leftOut;                ///< images that are no part of it
};

/// Parts share their classes, so that a label means the same in each.
struct FolderLayout {
    std::vector<FolderPart> parts;
    std::vector<std::string> classNames;
};

/// Finds parts and classes.
///  - Folders that hold images, without what all of them have in common, tell both. Where two or more of the
///    first names are those of splits (train, val, test and the like), each first name is a part; one such
///    name alone may be a class. The rest of a folder's name is its class, at any depth; a last "images", as
///    in Tiny ImageNet, is none.
///  - Lists (image_list.h) go before folders.
/// `holdsImage` looks into a file.
FolderLayout layoutOf(const std::vector<std::string>& files, const std::vector<ImageList>& lists,
                      const std::function<bool(const std::string& file)>& holdsImage);

}  // namespace nescio
