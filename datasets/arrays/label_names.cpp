#include "datasets/arrays/label_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace nescio {
namespace {

struct Pair {
    const char* images;
    const char* labels;
};

// KMNIST: imgs, labels; MedMNIST: images, labels; Keras: x, y; ImageNet-32: data, labels.
constexpr std::array<Pair, 12> kPairs{{{"images", "labels"},
                                       {"imgs", "labels"},
                                       {"image", "label"},
                                       {"img", "label"},
                                       {"data", "labels"},
                                       {"data", "targets"},
                                       {"data", "label"},
                                       {"data", "target"},
                                       {"samples", "labels"},
                                       {"x", "y"},
                                       {"X", "y"},
                                       {"X", "Y"}}};

/// Where `word` stands alone in a name: "x" in "x_train", not in "pixels"; npos where it does not.
std::size_t findWord(std::string_view name, std::string_view word) {
    const auto isLetter = [&](std::size_t at) {
        return at < name.size() && std::isalpha(static_cast<unsigned char>(name[at])) != 0;
    };
    for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1))
        if ((at == 0 || !isLetter(at - 1)) && !isLetter(at + word.size())) return at;
    return std::string_view::npos;
}

/// Words run into each other: "trainX", "testimages".
std::size_t findEnd(std::string_view name, std::string_view word) {
    return word != "x" && name.ends_with(word) ? name.size() - word.size() : std::string_view::npos;
}

}  // namespace

std::vector<std::string> labelNamesFor(const std::string& images) {
    std::vector<std::string> names;
    for (const auto& [from, to] : kPairs) {
        auto at = findWord(images, from);
        if (at == std::string::npos) at = findEnd(images, from);
        if (at == std::string::npos) continue;
        auto name = images;
        name.replace(at, std::string_view(from).size(), to);
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
    }
    if (images == "arr_0") names.emplace_back("arr_1");  // numpy.savez(file, images, labels)
    return names;
}

const std::vector<std::string>& commonLabelNames() {
    static const std::vector<std::string> names{"labels",  "label",  "y",       "Y",
                                                "targets", "target", "classes", "arr_1"};
    return names;
}

}  // namespace nescio
