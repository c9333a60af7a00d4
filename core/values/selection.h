// One image, named by its set and its index there and never by the row of some table.
#pragma once

#include <cstdint>
#include <string>

namespace nescio {

/// One image, named.
struct Selection {
    std::string setId;  ///< empty: nothing is selected
    std::int64_t index = 0;
    bool operator==(const Selection&) const = default;
};

}  // namespace nescio
