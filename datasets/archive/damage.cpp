#include "datasets/archive/damage.h"

#include <archive.h>

#include "datasets/printable.h"

namespace nescio {

std::string damageOf(archive* reader) {
    const char* reason = archive_error_string(reader);
    return reason ? printable(reason, 200) : "damaged data";
}

}  // namespace nescio
