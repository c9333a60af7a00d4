// The bytes of one try as a file in memory, as readers want a path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace fuzz {

/// Writes the bytes over those of the last try.   Returns: the path, the same every time.
inline std::filesystem::path scratchFile(const std::uint8_t* data, std::size_t size) {
    static const std::filesystem::path folder = [] {
        std::error_code error;
        auto made = std::filesystem::path("/dev/shm");
        if (!std::filesystem::is_directory(made, error)) made = std::filesystem::temp_directory_path();
        made /= "nescio-fuzz-" + std::to_string(getpid());
        std::filesystem::create_directories(made);
        return made;
    }();
    const auto path = folder / "tried";
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    return path;
}

}  // namespace fuzz
