// Ctrl-C as a request to stop. A signal handler may hardly do anything, so it only sets a flag; the thread
// that draws progress turns the flag into a stop request.
#pragma once

namespace nescio {

/// Takes over SIGINT and SIGTERM. The first one is remembered; a second one ends the program at once (run
/// files are replaced atomically, so the last checkpoint survives that too).
void watchInterrupts();

/// True once a signal has come.
bool interrupted();

}  // namespace nescio
