#include "core/values/version.h"

namespace nescio {

const char* version() {
    return NESCIO_VERSION;
}

}  // namespace nescio
