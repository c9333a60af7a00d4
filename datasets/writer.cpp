#include "datasets/writer.h"

namespace nescio {

const WriterKind* writerFor(const std::vector<WriterKind>& kinds, const std::string& name) {
    std::error_code error;
    const bool folder = std::filesystem::is_directory(name, error);
    for (const auto& kind : kinds)
        if (kind.ending == "/" ? folder || name.ends_with('/') : !folder && name.ends_with(kind.ending))
            return &kind;
    return nullptr;
}

}  // namespace nescio
