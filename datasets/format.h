// File formats of image sets. A new format is one file in datasets/formats/ that defines
// `nescio::formats::<id>::kind()`; detection, the error that lists what was expected, and the format battery
// pick it up from there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "datasets/address.h"
#include "datasets/load.h"

namespace nescio {

/// What detection may look at: the beginning of a file, unpacked if it is gzip.
struct FileHead {
    std::filesystem::path path;
    bool folder = false;
    bool gzip = false;                ///< the bytes below were unpacked
    std::uint64_t size = 0;           ///< bytes on disk
    std::vector<std::uint8_t> bytes;  ///< the first kHeadBytes, or all there are

    static constexpr std::size_t kHeadBytes = 32 * 1024;
};

/// How sure a format is. A format with a magic number says Certain; one without (and that of any folder) says
/// Possible and is asked only when no other is certain.
enum class Match { No, Possible, Certain };

/// A registered format. `sniff` says "mine" from content alone, never from the name; `read` then throws
/// DataError for a file that is its own but damaged. `read` fills shape, count, available, bytes and what
/// else the file tells (labels, names, changes); ids and titles too where the file tells them, else they are
/// given by the caller, as are sources.
struct FormatKind {
    std::string id;        ///< lower_snake, the name of its file
    std::string title;     ///< "IDX"
    std::string expected;  ///< for the sentence that lists what could be read: "an IDX file of images"
    std::string source;    ///< where the format is described
    std::function<Match(const FileHead&)> sniff;
    /// One part: the one that is named, or that of a source which is one set.   nullopt when stopped.
    /// Throws: DataError, ImageError.
    std::function<std::optional<ImageSet>(const Address&, const LoadOptions&)> read;
    /// What a source holds, told from headers; no function: a source of this format is one set. Names are
    /// those that read() takes.   Throws: DataError, ImageError.
    std::function<std::vector<SourcePart>(const std::filesystem::path&, const LoadOptions&)> parts = {};
};

/// All formats, alphabetical by id.
const std::vector<FormatKind>& formatKinds();

/// Reads what detection needs.   Throws: DataError when nothing is there or it cannot be read.
FileHead readHead(const std::filesystem::path& path);

/// The bytes of a file, unpacked: gzip tells them in its last four bytes, of more than 4 GiB the rest.
std::uint64_t unpackedSize(const FileHead& head);

/// The format of a file or folder; null when no format knows it.
const FormatKind* detectFormat(const FileHead& head);

/// What the bytes look like, for messages: "an empty file", "plain text", "a GIF image", "bytes 1f 8b 08".
std::string describeContent(const FileHead& head);

}  // namespace nescio
