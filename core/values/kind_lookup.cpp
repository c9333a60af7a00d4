#include "core/values/kind_lookup.h"

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {

void refuseUnknownKind(const std::string& what, const std::vector<std::string>& known,
                       const std::string& id) {
    throw OptionError(fmt::format("{}: expected one of {}, found “{}”", what, fmt::join(known, ", "), id));
}

}  // namespace nescio
