#include "app/session/path_kind.h"

#include "core/store/array_file.h"
#include "core/values/failure.h"
#include "datasets/format.h"

namespace nescio {

std::optional<PathKind> pathKindOf(const std::filesystem::path& path) {
    if (isRunFile(path)) return PathKind::Run;
    try {
        const auto* format = detectFormat(readHead(path));
        if (!format) return std::nullopt;
        return format->id == "image_file" ? PathKind::Image : PathKind::DataSet;
    } catch (const DataError&) {
        return std::nullopt;
    }
}

}  // namespace nescio
