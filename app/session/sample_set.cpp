#include "app/session/sample_set.h"

namespace nescio {

DataEntry sampleSetOf(const SampleSheet& sheet) {
    auto images = std::make_shared<ImageSet>(sheet.images);
    images->id = kSamplesSet;
    DataEntry entry{.id = images->id,
                    .title = images->title,
                    .what = images->id,
                    .shape = images->shape,
                    .count = images->count,
                    .available = images->available,
                    .synthetic = true,
                    .images = images,
                    .shown = false,
                    .role = SetRole::Samples};
    return entry;
}

}  // namespace nescio
