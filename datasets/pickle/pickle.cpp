#include "datasets/pickle/pickle.h"

#include "datasets/pickle/machine.h"

namespace nescio {

const PickleValue* PickleValue::entry(std::string_view key) const {
    if (kind != Kind::Dictionary) return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
        if (items[i]->kind == Kind::Bytes && items[i]->text() == key) return items[i + 1];
    return nullptr;
}

Pickle::Pickle(std::span<const std::uint8_t> bytes) : m_root(PickleMachine(bytes, *this).run()) {}

bool beginsAsPickle(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < 4 || bytes[0] != 0x80 || bytes[1] < 2 || bytes[1] > 5) return false;
    // What a pickle can begin with: a frame, a container, a name, a text or a number.
    return std::string_view("\x95}](c)XUCK\x8A\x8C").find(static_cast<char>(bytes[2])) !=
           std::string_view::npos;
}

}  // namespace nescio
