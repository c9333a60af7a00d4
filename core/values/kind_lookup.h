// A registered kind by its id: every registry is a list, and all of them are asked, and refuse, alike.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace nescio {

/// Throws: OptionError "<what>: expected one of <known>, found “<id>”".
[[noreturn]] void refuseUnknownKind(const std::string& what, const std::vector<std::string>& known,
                                    const std::string& id);

/// The kind with that id, a member of `kinds`.   Throws: OptionError naming the known ids.
template <class Kind>
const Kind& kindNamed(const std::vector<Kind>& kinds, const std::string& what, const std::string& id) {
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.id == id; });
    if (found != kinds.end()) return *found;
    std::vector<std::string> known;
    for (const auto& kind : kinds) known.push_back(kind.id);
    refuseUnknownKind(what, known, id);
}

}  // namespace nescio
