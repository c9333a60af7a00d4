// Any bytes, read as a run file and as an HDF5 file of somebody else.
#include "core/store/array_file.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "tests/fuzz/scratch_file.h"

using namespace nescio;

namespace {

void readRun(const std::filesystem::path& path) {
    const auto summary = readRunSummary(path);
    for (const auto& id : evaluatedSets(summary)) (void)readTermTable(path, id);
    (void)readSamples(path);
    (void)readCheckpoint(path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto path = fuzz::scratchFile(data, size);
    (void)isRunFile(path);
    try {
        readRun(path);
    } catch (const Error&) {
        // a sentence
    }
    return 0;
}
