#include "app/cli/image_choice.h"

#include <filesystem>

#include <fmt/format.h>

#include "app/cli/console.h"
#include "app/cli/settings.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "datasets/load.h"

namespace nescio {

std::optional<Image> chooseImage(const std::string& what, Console& console) {
    std::error_code error;
    const auto mark = what.rfind('#');
    if (mark == std::string::npos || std::filesystem::exists(what, error)) return loadImage(what);
    constexpr std::int64_t kHighest = 1'000'000'000'000;
    const auto index = readWhole(what.substr(mark + 1)).value_or(-1);
    if (index < 0 || index > kHighest)
        throw OptionError(fmt::format(
            "expected an image, or DATASET#index with an index from 0 to {}, found “{}”", kHighest, what));
    const auto set = loadData(what.substr(0, mark), index + 1, console, LimitRule::First);
    if (!set) return std::nullopt;
    if (index >= set->count)
        throw DataError(
            fmt::format("{}: expected an index below {}, found {}", set->title, set->available, index));
    return set->imageAt(index);
}

}  // namespace nescio
