#include "datasets/printable.h"

namespace nescio {
namespace {

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

}  // namespace

std::string printable(std::string_view text, std::size_t most) {
    while (!text.empty() && isControl(text.back())) text.remove_suffix(1);
    std::string shown(text.substr(0, most));
    // No character is cut in its middle.
    const bool cut = text.size() > most;
    while (cut && !shown.empty() && (text[shown.size()] & 0xC0) == 0x80) shown.pop_back();
    for (char& c : shown)
        if (isControl(c)) c = ' ';
    return cut ? shown + "…" : shown;
}

}  // namespace nescio
