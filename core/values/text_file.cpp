#include "core/values/text_file.h"

#include <filesystem>
#include <fstream>

#include "core/values/failure.h"

namespace nescio {

void writeTextFile(const std::string& path, const std::string& text) {
    const std::string beside = path + ".part";
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    std::error_code error;
    if (file) std::filesystem::rename(beside, path, error);
    if (file && !error) return;
    std::filesystem::remove(beside, error);
    throw Error(path + ": expected to write " + std::to_string(text.size()) +
                " bytes, found no way to (folder missing, not writable, or disk full)");
}

}  // namespace nescio
