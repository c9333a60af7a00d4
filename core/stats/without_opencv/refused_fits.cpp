// A build without OpenCV's ml evaluates what others fitted and fits nothing that needs it.
#include <string>

#include <fmt/format.h>

#include "core/stats/mixture.h"
#include "core/stats/one_class.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

[[noreturn]] void refuseFit(const std::string& what) {
    throw UnsupportedError(
        fmt::format("{}: expected a build with OpenCV's ml to fit it, found one without; install "
                    "libopencv-dev and build again",
                    what));
}

}  // namespace

GaussianMixture fitMixture(const FeatureTable&, const MixtureOptions&) {
    refuseFit("mixture");
}

OneClass fitOneClass(const FeatureTable&, const OneClassOptions&) {
    refuseFit("one class");
}

}  // namespace nescio
