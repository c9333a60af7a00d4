#include "core/values/warning.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <vector>

#include "core/values/visible_text.h"

namespace nescio {
namespace {

using Hear = std::function<void(const std::string&)>;

struct Listeners {
    std::mutex mutex;
    std::vector<std::pair<const WarningListener*, Hear>> all;
};

Listeners& listeners() {
    static Listeners known;
    return known;
}

}  // namespace

void warn(const std::string& sentence) {
    auto& known = listeners();
    const std::lock_guard lock(known.mutex);
    if (known.all.empty())
        std::fprintf(stderr, "nescio: note: %s\n", visibleText(sentence, LineEnds::Escaped).c_str());
    else
        known.all.back().second(sentence);
}

WarningListener::WarningListener(Hear hear) {
    const std::lock_guard lock(listeners().mutex);
    listeners().all.emplace_back(this, std::move(hear));
}

WarningListener::~WarningListener() {
    const std::lock_guard lock(listeners().mutex);
    std::erase_if(listeners().all, [this](const auto& one) { return one.first == this; });
}

}  // namespace nescio
