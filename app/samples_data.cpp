#include "app/samples_data.h"

#include <fmt/format.h>

namespace nescio {

SamplesData samplesOf(const SampleSheet& sheet) {
    SamplesData data;
    data.title = "samples";
    data.caption =
        fmt::format("{} samples · temperature {:g} · seed {}", sheet.images.count, sheet.temperature, sheet.seed);
    for (std::int64_t i = 0; i < sheet.images.count; ++i) data.images.push_back(sheet.images.imageAt(i));
    return data;
}

}  // namespace nescio
