// Functions compiled for several generations of processors; the newest that the one at hand can run is chosen
// as the program starts. By instruction sets and not by names: a compiler knows none of the processors that
// are younger than itself, and would take the oldest code for them.
#pragma once

// The choice is made before a sanitizer is ready for it.
#if defined(__x86_64__) && defined(__linux__) && !defined(NESCIO_SANITIZED)
#define NESCIO_FOR_PROCESSORS __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define NESCIO_FOR_PROCESSORS
#endif

namespace nescio {

/// Whether such functions take their versions for AVX2 or newer here: those round a product and a sum once.
bool usesNewInstructions();

}  // namespace nescio
