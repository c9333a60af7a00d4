#include "datasets/inputs.h"

#include <system_error>

#include "datasets/catalogue_files.h"
#include "datasets/manifest.h"

namespace nescio {

std::vector<std::filesystem::path> inputPaths(const std::string& what) {
    std::error_code error;
    if (std::filesystem::exists(what, error)) return {what};
    for (const auto* part : {"#", "::"})
        if (const auto mark = what.rfind(part); mark != std::string::npos)
            return inputPaths(what.substr(0, mark));
    for (const auto& family : manifests())
        for (const auto& set : family.sets)
            if (set.id == what) return findFiles(family, set);
    return {};
}

}  // namespace nescio
