// The checksums that makers of data sets publish.
#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace nescio {

enum class ChecksumKind { Sha256, Md5 };

/// Lower-case hexadecimal; nullopt when stopped.   Throws: Error when the file cannot be read.
std::optional<std::string> checksumOf(const std::filesystem::path& path, ChecksumKind kind,
                                      const std::stop_token& stop = {});

}  // namespace nescio
