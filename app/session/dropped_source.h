// Where a dropped or pasted image comes from: what is kept of it until somebody looks at it, since ten
// thousand decoded images are more than memory should hold.
#pragma once

#include <cstdint>
#include <string>

#include <QImage>

#include "core/values/image.h"

namespace nescio {

/// A file, or a picture from the clipboard.
struct DroppedSource {
    std::uint64_t id = 0;  ///< never reused; 0 is none
    std::string path = {};
    QImage picture = {};
    bool lookedAt = true;  ///< among the first of its drop, which are inspected and told of at once

    /// Throws: ImageError.   Thread: a lane.
    [[nodiscard]] Image read() const;
};

}  // namespace nescio
