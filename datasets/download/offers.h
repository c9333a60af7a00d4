// What the catalogue offers for download, what of it is on this machine, and how the rest gets here.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "datasets/download/download.h"
#include "datasets/manifest.h"

namespace nescio {

/// One file, and how much of it is here.
struct OfferedFile {
    Download download;
    std::filesystem::path found;  ///< where it lies, perhaps unpacked; empty: not on this machine
    std::int64_t begun = 0;       ///< bytes that an interrupted download left
};

/// The files of a family, or those that one set of it needs.
struct Offer {
    std::string id;  ///< "mnist", or "mnist/t10k"
    std::string title;
    std::string licence;
    std::string source;
    std::filesystem::path folder;  ///< where they will lie: the user's data folder
    std::vector<OfferedFile> files;
    std::vector<Offer> parts = {};  ///< its sets that need only some of the files

    /// Units: bytes.
    [[nodiscard]] std::int64_t bytes() const;
    [[nodiscard]] bool isHere() const;
    /// Its makers hand it out in person; no program can get it.
    [[nodiscard]] bool byHand() const;
    /// "4 files, 11.6 MB".
    [[nodiscard]] std::string sizeText() const;
    /// "on this machine", "1.2 MB of it here", "not on this machine".
    [[nodiscard]] std::string stateText() const;
    /// Where to get what byHand() says, and where to put it.
    [[nodiscard]] std::string byHandText() const;
};

/// One for each family of the catalogue. Files come from `mirror`, or the one that $NESCIO_MIRROR names,
/// where there is one: "<mirror>/<family>/<file>"; else from the address in the manifest.   Throws: Error
/// when there is no data folder.
std::vector<Offer> offers(const std::string& mirror = {});

/// The offer of a family ("mnist") or of one set ("mnist/t10k").   Throws: OptionError naming the families.
Offer offerOf(const std::string& id, const std::string& mirror = {});

/// Which checksum a file is checked by: "SHA-256", "MD5", or "no checksum is published".
std::string checksumText(const Download& download);

/// Downloads what is not here. False when stopped.
/// Throws: what download() throws; UnsupportedError for what is had by hand only.
bool get(const Offer& offer, const DownloadControl& control);

}  // namespace nescio
