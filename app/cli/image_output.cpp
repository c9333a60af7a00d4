#include "app/cli/image_output.h"

#include <fmt/format.h>

#include "app/cli/output_check.h"
#include "core/values/failure.h"
#include "datasets/writer.h"

namespace nescio {
namespace {

/// Those of this program: a way to write that needs another layer is one more entry.
const std::vector<WriterKind>& writers() {
    static const auto all = writerKinds();
    return all;
}

}  // namespace

std::string imageOutputHelp() {
    std::vector<std::string> words;
    for (const auto& kind : writers())
        words.push_back(
            fmt::format("{} ({})", kind.title, kind.ending == "/" ? "a name that ends in /" : kind.ending));
    return fmt::format("{}", fmt::join(words, ", "));
}

void checkImageOutput(const OutputSettings& out, const std::vector<std::string>& inputs) {
    if (!writerFor(writers(), out.path))
        throw OptionError(fmt::format("--out: expected {}; found “{}”", imageOutputHelp(), out.path));
    if (out.path.ends_with('/'))
        requireOutputFolder(out.path, inputs);
    else
        requireOutput(out.path, inputs, out.force);
}

bool writeImages(const std::string& path, const ImageSet& images, const WriteOptions& options) {
    return writerFor(writers(), path)->write(path, images, options);
}

}  // namespace nescio
