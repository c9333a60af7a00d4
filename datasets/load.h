// The one door to images: from a path, a name in the catalogue, or a synthetic generator, to bytes.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/progress.h"
#include "datasets/address.h"

namespace nescio {

/// How much of a set to read, and how a long read is watched and stopped.
struct LoadOptions {
    std::int64_t limit = 0;            ///< that many images; 0: all
    LimitRule rule = LimitRule::Even;  ///< which of them
    std::stop_token stop = {};         ///< asked between images of a folder; a cancelled load gives nullopt
    ProgressBoard* board = nullptr;    ///< progress of a slow read; may be null
    int depth = 0;                     ///< archives around what is read
};

/// Reads a set of images. `what` is a file or folder, with a part where it holds several sets
/// ("faces.npz::x_train"), the id of a catalogue entry ("fashion-mnist/train") or of a synthetic set
/// ("synthetic/garments"). Formats are told by content, never by name.
/// Throws: DataError, ImageError with what was expected, what was found and where.
std::optional<ImageSet> loadImageSet(const std::string& what, const LoadOptions& options = {});

/// The image sets that a file or folder holds, each to be asked for as `what`::name; one without a name where
/// it is one set, as all is that goes by a name.   Throws: DataError, ImageError.
std::vector<SourcePart> partsOf(const std::string& what, const LoadOptions& options = {});

/// Reads one image file of any codec that was built in.   Throws: ImageError.
Image loadImage(const std::filesystem::path& path);

/// A set that can be asked for by name.
struct CatalogueEntry {
    std::string id;     ///< "fashion-mnist/train" or "synthetic/garments"
    std::string title;  ///< "FashionMNIST train"; synthetic sets say so
    ImageShape shape;
    std::int64_t count = 0;
    std::string licence;
    std::string source;  ///< URL or citation
    bool synthetic = false;
    std::optional<std::filesystem::path> path;  ///< where its file was found; nullopt: not on this machine
    std::string impostor = {};  ///< what lies under its name and is another set; empty: nothing does
    std::string note = {};      ///< what one must know of its images
};

/// All named sets, synthetic first. Files are looked for in $NESCIO_DATA (colon-separated folders) and in
/// the user's data folder ($XDG_DATA_HOME/nescio/data).
std::vector<CatalogueEntry> catalogue();

}  // namespace nescio
