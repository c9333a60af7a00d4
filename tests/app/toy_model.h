// A model that the program has never heard of, added from outside at run time. No torch in this header, so
// that tests of the window can include it.
#pragma once

namespace nescio {

/// Adds "toy" to the models.   Requires: called once, before a window is made.
void addToyModel();

}  // namespace nescio
