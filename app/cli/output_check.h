// Where commands write, looked at before they work.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace nescio {

/// Where a command writes: the same two options everywhere.
struct OutputSettings {
    std::string path;    ///< empty: nowhere
    bool force = false;  ///< what is there may be replaced
    CLI::Option* declare(CLI::App& app, const std::string& help);
};

/// What a command is about to write is none of what it reads, no run, takes no other file's place unless
/// `replace` agrees, and can be written there.
/// `inputs`: run files, and images and sets as they were typed; an empty one stands for none. `option`: what
/// names the file, for sentences. Throws: OptionError when `out` is an input or holds a run; Error when a
/// file is there, or none can be.
void requireOutput(const std::string& out, const std::vector<std::string>& inputs, bool replace,
                   const std::string& option = "--out");

/// Likewise for files `base`-<name>.<ending> whose names are known after the work only: none of that form may
/// be there unless `replace` agrees.
void requireOutputs(const std::string& base, const std::vector<std::string>& endings, bool replace);

/// Likewise for a folder of files, which has to be new or empty: a folder is never replaced.
void requireOutputFolder(const std::string& out, const std::vector<std::string>& inputs);

/// Likewise for a run that is to be trained into `out`: with `replace`, in place of the run there.
/// Throws: OptionError when `out` is an input; RunFileError when it is in the way, in other hands, or cannot
/// be written.
void requireRunOutput(const std::string& out, const std::vector<std::string>& inputs, bool replace);

/// A run that will keep what is found out about it.   Throws: RunFileError when nothing can be written there.
void requireKeeping(const std::string& run);

}  // namespace nescio
