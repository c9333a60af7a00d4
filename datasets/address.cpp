#include "datasets/address.h"

#include <fmt/format.h>

#include "core/values/number_text.h"
#include "datasets/printable.h"

namespace nescio {

Address parseAddress(const std::string& text) {
    const std::string mark = kPartMark;
    std::error_code error;
    for (auto at = text.size(); at != std::string::npos && !text.empty();
         at = at == 0 ? std::string::npos : text.rfind(mark, at - 1)) {
        const bool whole = at == text.size();
        const auto path = text.substr(0, at);
        if (!path.empty() && std::filesystem::exists(path, error))
            return {path, whole ? std::string() : text.substr(at + mark.size())};
    }
    return {text, {}};
}

std::string toText(const Address& address) {
    return address.part.empty() ? address.path.string() : address.path.string() + kPartMark + address.part;
}

std::string toText(const SourcePart& part) {
    auto name = printable(part.name, 200);
    if (part.count < 0) return name;
    return fmt::format("{} ({} of {})", name, countText(part.count), toText(part.shape));
}

}  // namespace nescio
