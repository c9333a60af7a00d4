// Whether what lies under a catalogued name is that set: names of files and folders are anybody's to give.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "datasets/load.h"
#include "datasets/manifest.h"

namespace nescio {

/// What a set that was read has otherwise than the catalogue says: "3 images of 1×28×28"; empty where it is
/// the catalogued one, as far as number, shape and (where it is known) fingerprint tell.
std::string differenceOf(const CataloguedSet& known, const ImageSet& read, LimitRule rule);

/// The same, told by headers and sizes alone: no image is read. Empty also where these tell nothing.
std::string differenceOf(const CataloguedSet& known, const std::vector<std::filesystem::path>& files);

/// "expected MNIST test (10 000 images of 1×28×28), found <difference>; …"
std::string impostorText(const CataloguedSet& known, const std::string& difference);

/// What the catalogue knows of the set beyond its file: title, names of classes, a note among the changes.
void describe(ImageSet& set, const CataloguedSet& known);

}  // namespace nescio
