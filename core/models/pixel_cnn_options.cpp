#include "core/models/pixel_cnn_options.h"

#include "core/density/pixel_cnn.h"

namespace nescio {

std::vector<OptionField> pixelCnnOutputFields(const std::string& standard) {
    using Int = std::int64_t;
    return {
        {.id = "output",
         .title = "Output",
         .standard = standard,
         .help =
             "softmax: 256 free probabilities a byte; logistics: a discretised mixture, as in PixelCNN++.",
         .choices = {"softmax", "logistics"}},
        {.id = "components",
         .title = "Components",
         .standard = Int{10},
         .minimum = 1,
         .maximum = 100,
         .unit = "logistics",
         .help = "Size of the mixture; a softmax has none."},
    };
}

std::shared_ptr<DensityModel> makePixelCnn(const OptionValues& values, int kernel, int firstKernel,
                                           ByteSpace space, std::uint64_t seed) {
    const auto whole = [&](const char* id) { return static_cast<int>(intOption(values, id)); };
    auto bytes = textOption(values, "output") == "softmax"
                     ? makeCategorical(space.levels)
                     : makeLogisticMixture(space.levels, whole("components"));
    const GatedPixelCnnOptions net{.image = space.shape,
                                   .layers = whole("layers"),
                                   .hidden = whole("hidden"),
                                   .kernel = kernel,
                                   .firstKernel = firstKernel};
    return std::make_shared<PixelCnn>(space, std::move(bytes), net,
                                      at::make_generator<at::CPUGeneratorImpl>(seed));
}

}  // namespace nescio
