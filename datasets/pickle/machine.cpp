#include "datasets/pickle/machine.h"

#include <algorithm>

#include <fmt/format.h>

namespace nescio {
namespace {

constexpr std::size_t kMostValues = 2'000'000;

}  // namespace

std::span<const std::uint8_t> PickleMachine::take(std::uint64_t n) {
    if (n > m_program.size() - m_at) throw PickleError("ends too early");
    const auto bytes = m_program.subspan(m_at, static_cast<std::size_t>(n));
    m_at += static_cast<std::size_t>(n);
    return bytes;
}

/// Little-endian, without sign.
std::uint64_t PickleMachine::takeNumber(int bytes) {
    std::uint64_t number = 0;
    const auto taken = take(static_cast<std::uint64_t>(bytes));
    for (std::size_t i = taken.size(); i-- > 0;) number = number << 8 | taken[i];
    return number;
}

std::span<const std::uint8_t> PickleMachine::takeLine() {
    const auto rest = m_program.subspan(m_at);
    const auto end = std::find(rest.begin(), rest.end(), '\n');
    if (end == rest.end()) throw PickleError("ends too early");
    const auto line = take(static_cast<std::uint64_t>(end - rest.begin()));
    ++m_at;
    return line;
}

PickleValue& PickleMachine::push(Value::Kind kind) {
    auto& values = m_pickle.m_values;
    if (values.size() == kMostValues) throw PickleError("holds more than 2 million values");
    values.push_back({.kind = kind});
    m_stack.push_back(&values.back());
    return values.back();
}

PickleValue& PickleMachine::top() {
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back())) throw PickleError("is damaged");
    return *m_stack.back();
}

PickleValue* PickleMachine::pop() {
    auto* value = &top();
    m_stack.pop_back();
    return value;
}

std::vector<const PickleValue*> PickleMachine::popToMark() {
    if (m_marks.empty()) throw PickleError("is damaged");
    const auto from = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<const Value*> items(from, m_stack.end());
    m_stack.erase(from, m_stack.end());
    m_marks.pop_back();
    return items;
}

void PickleMachine::pushTuple(std::size_t n) {
    std::vector<const Value*> items(n);
    for (std::size_t i = n; i-- > 0;) items[i] = pop();
    push(Value::Kind::List).items = std::move(items);
}

std::vector<std::uint8_t>& PickleMachine::decoded(std::size_t n) {
    m_decodedBytes += n;
    if (m_decodedBytes > 2 * m_program.size() + 1024) throw PickleError("unpacks to more than itself");
    auto& bytes = m_pickle.m_decoded.emplace_back();
    bytes.reserve(n);
    return bytes;
}

/// A name is kept as the bytes "module name".
void PickleMachine::pushName(std::string_view module, std::string_view name) {
    auto& text = decoded(module.size() + 1 + name.size());
    text.assign(module.begin(), module.end());
    text.push_back(' ');
    text.insert(text.end(), name.begin(), name.end());
    push(Value::Kind::Name).bytes = text;
}

void PickleMachine::recall(std::uint64_t place) {
    const auto found = m_memory.find(place);
    if (found == m_memory.end()) throw PickleError("is damaged");
    m_stack.push_back(found->second);
}

bool PickleMachine::stepOfData(std::uint8_t code) {
    switch (code) {
        case 'N':
            push(Value::Kind::None);
            return true;
        case 0x88:
            pushNumber(1);
            return true;
        case 0x89:
            pushNumber(0);
            return true;
        case 'K':
            pushNumber(static_cast<std::int64_t>(takeNumber(1)));
            return true;
        case 'M':
            pushNumber(static_cast<std::int64_t>(takeNumber(2)));
            return true;
        case 'J':
            pushNumber(static_cast<std::int32_t>(static_cast<std::uint32_t>(takeNumber(4))));
            return true;
        case 0x8A: {  // as many bytes as the first one says, the last of them with the sign
            const auto n = static_cast<int>(takeNumber(1));
            if (n > 8) throw PickleError("holds a number of more than 64 bits");
            const auto raw = takeNumber(n);
            const bool negative = n > 0 && n < 8 && (raw >> (8 * n - 1) & 1) != 0;
            pushNumber(static_cast<std::int64_t>(negative ? raw | ~std::uint64_t{0} << (8 * n) : raw));
            return true;
        }
        case 'U':
        case 'C':
        case 0x8C:
            pushBytes(takeNumber(1));
            return true;
        case 'T':
        case 'B':
        case 'X':
            pushBytes(takeNumber(4));
            return true;
        case 0x8D:
        case 0x8E:
        case 0x96:
            pushBytes(takeNumber(8));
            return true;
        default:
            return false;
    }
}

bool PickleMachine::stepOfStructure(std::uint8_t code) {
    switch (code) {
        case '(':
            m_marks.push_back(m_stack.size());
            return true;
        case '0':
            pop();
            return true;
        case ']':
        case ')':
            push(Value::Kind::List);
            return true;
        case '}':
            push(Value::Kind::Dictionary);
            return true;
        case 0x85:
            pushTuple(1);
            return true;
        case 0x86:
            pushTuple(2);
            return true;
        case 0x87:
            pushTuple(3);
            return true;
        case 't': {
            auto items = popToMark();
            push(Value::Kind::List).items = std::move(items);
            return true;
        }
        case 'a': {
            const auto* item = pop();
            top().items.push_back(item);
            return true;
        }
        case 's': {
            const auto* value = pop();
            const auto* key = pop();
            top().items.insert(top().items.end(), {key, value});
            return true;
        }
        case 'e':
        case 'u': {
            const auto items = popToMark();
            top().items.insert(top().items.end(), items.begin(), items.end());
            return true;
        }
        case 'q':
            remember(takeNumber(1));
            return true;
        case 'r':
            remember(takeNumber(4));
            return true;
        case 0x94:
            remember(m_memory.size());
            return true;
        case 'h':
            recall(takeNumber(1));
            return true;
        case 'j':
            recall(takeNumber(4));
            return true;
        default:
            return false;
    }
}

const PickleValue* PickleMachine::run() {
    for (;;) {
        const auto code = static_cast<std::uint8_t>(takeNumber(1));
        if (code == '.') return pop();
        if (code == 0x80)
            take(1);  // the protocol
        else if (code == 0x95)
            take(8);  // the size of a frame
        else if (!stepOfData(code) && !stepOfStructure(code) && !stepOfObjects(code))
            throw PickleError("holds more than numbers, texts and arrays");
    }
}

}  // namespace nescio
