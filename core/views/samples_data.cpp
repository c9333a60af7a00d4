#include "core/views/samples_data.h"

#include <fmt/format.h>

namespace nescio {

SamplesData samplesOf(const SampleSheet& sheet, const std::string& age) {
    SamplesData data;
    data.title = "samples";
    data.caption = fmt::format("{} samples · temperature {:g} · seed {}", sheet.images.count,
                               sheet.temperature, sheet.seed);
    if (!age.empty()) data.caption += " · " + age;
    for (const auto& change : sheet.images.changes) data.caption += " · " + change;
    for (std::int64_t i = 0; i < sheet.images.count; ++i) data.images.push_back(sheet.images.imageAt(i));
    return data;
}

}  // namespace nescio
