// Exit codes, a contract with scripts: numbers are never reused.
#pragma once

#include <exception>

namespace nescio {

enum ExitCode {
    kOk = 0,
    kWorkFailed = 1,  ///< diverged, out of memory, an output is in the way, a disk is full, a mistake of ours
    kBadOptions = 2,  ///< unknown or contradictory options, a value out of range, an ability the model lacks
    kBadData = 3,     ///< a data file or image is missing, damaged or of the wrong shape
    kBadRunFile = 4,  ///< a run file is missing, damaged, newer than this program, or in the way
    kBadDevice = 5,   ///< the device asked for is absent or out of memory
    kCancelled = 130  ///< Ctrl-C; what was done so far is kept
};

/// The lines about exit codes in --help.
extern const char* const kExitCodeHelp;

/// The code for an exception of this program.
int exitCodeOf(const std::exception& error);

}  // namespace nescio
