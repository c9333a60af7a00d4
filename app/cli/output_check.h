// Where commands write, looked at before they work.
#pragma once

#include <string>
#include <vector>

namespace nescio {

/// What a command is about to write is none of what it reads, no run, and can be written there.
/// `inputs`: run files, and images and sets as they were typed; an empty one stands for none.
/// Throws: OptionError when `out` is an input or holds a run; Error when nothing can be written there.
void requireOutput(const std::string& out, const std::vector<std::string>& inputs);

/// Likewise for a run that is to be trained into `out`: with `replace`, in place of the run there.
/// Throws: OptionError when `out` is an input; RunFileError when it is in the way, in other hands, or cannot
/// be written.
void requireRunOutput(const std::string& out, const std::vector<std::string>& inputs, bool replace);

/// A run that will keep what is found out about it.   Throws: RunFileError when nothing can be written there.
void requireKeeping(const std::string& run);

}  // namespace nescio
