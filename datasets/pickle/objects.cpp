// The few names that a pickle of NumPy arrays asks for, and what they stand for.
#include <algorithm>

#include <fmt/format.h>

#include "datasets/pickle/machine.h"
#include "datasets/printable.h"

namespace nescio {
namespace {

using Value = PickleValue;

const Value& item(const Value& list, std::size_t at) {
    if (list.kind != Value::Kind::List || at >= list.items.size()) throw PickleError("is damaged");
    return *list.items[at];
}

/// "numpy.core" became "numpy._core" in NumPy 2.
bool isNumpy(std::string_view name, std::string_view rest) {
    return name.ends_with(rest) && (name.starts_with("numpy.core.") || name.starts_with("numpy._core."));
}

}  // namespace

bool PickleMachine::stepOfObjects(std::uint8_t code) {
    switch (code) {
        case 'c': {
            const auto module = takeLine();
            const auto name = takeLine();
            const auto text = [](auto bytes) {
                return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            };
            pushName(text(module), text(name));
            return true;
        }
        case 0x93: {
            const auto* name = pop();
            const auto* module = pop();
            pushName(module->text(), name->text());
            return true;
        }
        case 'R':
            reduce();
            return true;
        case 'b':
            build();
            return true;
        default:
            return false;
    }
}

/// A call: of what the names stand for, these and no others.
void PickleMachine::reduce() {
    const auto* arguments = pop();
    const auto* called = pop();
    const auto name = called->kind == Value::Kind::Name ? called->text() : std::string_view("an object");
    if (name == "_codecs encode") return encode(*arguments);
    if (name == "numpy dtype") return makeType(*arguments);
    if (isNumpy(name, ".multiarray _reconstruct")) {
        push(Value::Kind::Array);  // its content follows
        return;
    }
    if (isNumpy(name, ".numeric _frombuffer")) {
        const bool fortran = item(*arguments, 3).text() == "F";
        return fillArray(push(Value::Kind::Array), item(*arguments, 2), item(*arguments, 1), fortran,
                         item(*arguments, 0));
    }
    auto words = printable(name, 100);
    std::replace(words.begin(), words.end(), ' ', '.');
    throw PickleError(fmt::format("asks for “{}”, which is not run", words));
}

/// What an object is made of, told after it.
void PickleMachine::build() {
    const auto* state = pop();
    auto& object = top();
    if (object.kind == Value::Kind::Type) {
        object.header->type.bigEndian = item(*state, 1).text() == ">";
        return;
    }
    if (object.kind != Value::Kind::Array) throw PickleError("holds objects other than arrays");
    fillArray(object, item(*state, 1), item(*state, 2), item(*state, 3).number != 0, item(*state, 4));
}

/// Bytes that an old protocol writes as text: every character is one.
void PickleMachine::encode(const Value& arguments) {
    const auto& text = item(arguments, 0).bytes;
    if (item(arguments, 1).text() != "latin1") throw PickleError("holds texts in another alphabet");
    auto& bytes = decoded(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool two = (text[i] & 0xFC) == 0xC0 && i + 1 < text.size();  // U+0080 to U+00FF in UTF-8
        if (!two && text[i] >= 0x80) throw PickleError("holds texts in another alphabet");
        bytes.push_back(static_cast<std::uint8_t>(two ? text[i] << 6 | (text[i + 1] & 0x3F) : text[i]));
        i += two ? 1 : 0;
    }
    push(Value::Kind::Bytes).bytes = bytes;
}

void PickleMachine::makeType(const Value& arguments) {
    const auto type = parseNumberType(item(arguments, 0).text());
    if (!type) throw PickleError("holds an array of something other than numbers");
    push(Value::Kind::Type).header = std::make_unique<ArrayHeader>(ArrayHeader{.type = *type});
}

void PickleMachine::fillArray(Value& array, const Value& shape, const Value& type, bool fortran,
                              const Value& numbers) {
    if (type.kind != Value::Kind::Type || numbers.kind != Value::Kind::Bytes)
        throw PickleError("holds an array of something other than numbers");
    array.header = std::make_unique<ArrayHeader>(ArrayHeader{.type = type.header->type, .fortran = fortran});
    std::uint64_t wanted = static_cast<std::uint64_t>(type.header->type.bytes);
    for (const auto* side : shape.items) {
        if (side->number < 0 ||
            (side->number > 0 && wanted > numbers.bytes.size() / static_cast<std::uint64_t>(side->number)))
            throw PickleError("holds an array that is cut short");
        wanted *= static_cast<std::uint64_t>(side->number);
        array.header->shape.push_back(side->number);
    }
    if (wanted != numbers.bytes.size()) throw PickleError("holds an array that is cut short");
    array.bytes = numbers.bytes;
}

}  // namespace nescio
