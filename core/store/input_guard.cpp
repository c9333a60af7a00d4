#include "core/store/input_guard.h"

#include "core/files/output_place.h"
#include "core/store/run_file.h"

namespace nescio {

bool isInput(const std::filesystem::path& out, const std::filesystem::path& input) {
    return sameFile(out, input) || (isPartOf(out, input) && !holdsRun(out));
}

}  // namespace nescio
