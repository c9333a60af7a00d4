#include "datasets/download/download.h"

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "datasets/download/checksum.h"
#include "datasets/download/part_file.h"
#include "datasets/download/transfer.h"

namespace nescio {
namespace {

namespace fs = std::filesystem;

/// Until all of it is there: a server that knows no more of what was begun is asked for all of it. False:
/// stopped.
bool transferAll(const Download& what, PartFile& part, const DownloadControl& control) {
    const bool tooLong = what.bytes > 0 && part.size() > what.bytes;
    if (tooLong || (part.version().empty() && what.sha256.empty() && what.md5.empty())) part.startAnew({});
    for (int tries = 0; tries < 2; ++tries) {
        if (what.bytes > 0 && part.size() == what.bytes) return true;  // stopped while it was checked
        switch (transfer(what, part, control)) {
            case TransferEnd::Whole:
                return true;
            case TransferEnd::Stopped:
                return false;
            case TransferEnd::OtherVersion:
                part.startAnew({});
        }
    }
    throw Error(fmt::format("{}: the server sends no part of it, and not all of it either", what.url));
}

}  // namespace

bool checkDownloaded(const Download& what, const fs::path& file, const std::stop_token& stop) {
    const auto size = static_cast<std::int64_t>(fs::file_size(file));
    if (what.bytes > 0 && size != what.bytes)
        throw DataError(fmt::format("{}: expected {} bytes, found {}", file.string(), countText(what.bytes),
                                    countText(size)));
    const bool strong = !what.sha256.empty();
    const std::string& expected = strong ? what.sha256 : what.md5;
    if (expected.empty()) return true;
    const auto found = checksumOf(file, strong ? ChecksumKind::Sha256 : ChecksumKind::Md5, stop);
    if (found && *found != expected)
        throw DataError(fmt::format("{}: expected {} {}, found {}", file.string(), strong ? "SHA-256" : "MD5",
                                    expected, *found));
    return found.has_value();
}

bool download(const Download& what, const DownloadControl& control) {
    if (!canDownload())
        throw UnsupportedError(
            fmt::format("this build has no libcurl to download with; get {} by other means and put it at {}",
                        what.url, what.to.string()));
    PartFile part(what.to);
    if (!part.isOurs())
        throw Error(
            fmt::format("{}: another program is downloading it; wait for that one", what.to.string()));
    if (fs::exists(what.to)) {  // another program was faster
        part.discard();
        return true;
    }
    if (!transferAll(what, part, control)) return false;
    if (control.board) control.board->post({.stage = "checking " + what.to.filename().string()});
    try {
        if (!checkDownloaded(what, part.path(), control.stop)) return false;
    } catch (const DataError& error) {
        part.discard();
        throw DataError(fmt::format("{}; what came from {} is damaged, or another file, and was removed",
                                    error.what(), what.url));
    }
    part.finish();
    return true;
}

}  // namespace nescio
