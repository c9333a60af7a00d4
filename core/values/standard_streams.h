// The three descriptors that every program takes for granted, and that a caller may have closed.
#pragma once

namespace nescio {

/// Call it first in main(). Descriptors 0, 1 and 2 that are closed are taken, so that no file that is opened
/// later gets one of their numbers and, with it, what is printed; reading gives nothing and writing fails.
/// Writing to a reader that has gone, and to a file that may grow no more, fails too, where it would end the
/// program in the middle of its work.
void secureStandardStreams();

}  // namespace nescio
