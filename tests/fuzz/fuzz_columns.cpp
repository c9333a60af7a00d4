// Any bytes, read as a file of one number an image.
#include "core/values/failure.h"
#include "datasets/columns/read_columns.h"
#include "tests/fuzz/scratch_file.h"

using namespace nescio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto table = readColumns(fuzz::scratchFile(data, size), "set");
        for (const auto& column : table.columns)
            if (column.values.size() != static_cast<std::size_t>(table.rows)) std::abort();
        if (!table.index.empty() && table.index.size() != static_cast<std::size_t>(table.rows)) std::abort();
    } catch (const Error&) {
        // a sentence
    }
    return 0;
}
