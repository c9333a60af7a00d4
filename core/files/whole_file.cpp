#include "core/files/whole_file.h"

#include <cerrno>
#include <span>
#include <system_error>

#include <fmt/format.h>

#include "core/files/fresh_file.h"
#include "core/files/output_place.h"
#include "core/values/failure.h"

namespace nescio {

void writeWholeFile(const std::filesystem::path& path, std::string_view bytes) {
    try {
        const auto file = followLinks(path);
        const FolderLock lock(file);
        FreshFile fresh(file, lock);
        const auto descriptor = fresh.takeDescriptor();
        if (!writeAt(descriptor.get(), 0, std::as_bytes(std::span(bytes))))
            throw std::system_error(errno, std::generic_category(), "the disk took no more");
        fresh.putInPlace(descriptor.get());
        lock.flush();
    } catch (const std::system_error& error) {
        throw Error(fmt::format("{}: expected to write {} bytes, found that {}; nothing was changed",
                                path.string(), bytes.size(), error.what()));
    }
}

}  // namespace nescio
