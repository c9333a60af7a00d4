#include "app/cli/exit_code.h"

#include "core/values/failure.h"

namespace nescio {

const char* const kExitCodeHelp =
    "Exit codes:\n"
    "  0    done\n"
    "  1    the work failed (diverged, out of memory, output is there already, disk full)\n"
    "  2    wrong options, or something that this model cannot do\n"
    "  3    wrong data: missing, damaged, or of another shape than the model's\n"
    "  4    run file: missing, damaged, newer than this program, or in the way\n"
    "  5    device: absent, or out of memory\n"
    "  130  stopped by Ctrl-C; the run so far is kept and can be resumed\n";

int exitCodeOf(const std::exception& error) {
    if (dynamic_cast<const OptionError*>(&error) || dynamic_cast<const UnsupportedError*>(&error))
        return kBadOptions;
    if (dynamic_cast<const DataError*>(&error) || dynamic_cast<const ShapeError*>(&error)) return kBadData;
    if (dynamic_cast<const RunDiskError*>(&error)) return kWorkFailed;
    if (dynamic_cast<const RunFileError*>(&error)) return kBadRunFile;
    if (dynamic_cast<const DeviceError*>(&error)) return kBadDevice;
    return kWorkFailed;
}

}  // namespace nescio
