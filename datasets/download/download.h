// Brings one file from a web server: what has come stays when it is interrupted, and goes on from there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

#include "core/values/progress.h"

namespace nescio {

/// A file on a server, and what is known of it beforehand.
struct Download {
    std::string url;
    std::filesystem::path to;
    std::int64_t bytes = 0;  ///< 0: not known
    std::string sha256;      ///< lower-case hexadecimal; empty: not known
    std::string md5;         ///< the same, used only where there is no SHA-256
};

/// The most bytes that a file of unknown size may have.
inline constexpr std::int64_t kMostDownloadBytes = std::int64_t{16} << 30;

struct DownloadControl {
    std::stop_token stop = {};
    ProgressBoard* board = nullptr;  ///< may be null
    int patienceSeconds = 60;        ///< how long nothing may come before it is given up
};

/// Whether this build can download: it needs libcurl and OpenSSL.
bool canDownload();

/// Downloads to "<to>.part", checks size and checksum, and renames. Another program that gets the same file
/// at the same time is told so. False when stopped: what has come is kept, here as after every error but one.
/// Throws: Error when the server cannot be reached, stalls, breaks off or has no such file, or when the disk
/// is full; DataError when a whole file is not the one expected (this one is removed).
bool download(const Download& what, const DownloadControl& control);

/// Throws: DataError when the file that lies at what.to has not the size and checksum expected. False:
/// stopped.
bool checkDownloaded(const Download& what, const std::filesystem::path& file, const std::stop_token& stop);

}  // namespace nescio
