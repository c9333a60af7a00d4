#include "datasets/arrays/number_type.h"

#include <bit>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

namespace nescio {
namespace {

static_assert(std::endian::native == std::endian::little);

/// IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction.
double halfValue(std::uint16_t half) {
    const int exponent = half >> 10 & 0x1F;
    const int fraction = half & 0x3FF;
    const double sign = (half & 0x8000) != 0 ? -1 : 1;
    if (exponent == 0x1F) return fraction != 0 ? NAN : sign * INFINITY;
    return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 0x400, exponent - 25));
}

template <class T>
T swapped(T value) {
    unsigned char bytes[sizeof(T)];
    std::memcpy(bytes, &value, sizeof(T));
    for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
    std::memcpy(&value, bytes, sizeof(T));
    return value;
}

template <class T, class Value>
void readAll(bool swap, std::span<const std::uint8_t> bytes, std::span<double> numbers, Value valueOf) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        T number;
        std::memcpy(&number, bytes.data() + i * sizeof(T), sizeof(T));
        numbers[i] = valueOf(swap ? swapped(number) : number);
    }
}

template <class T>
void readAs(bool swap, std::span<const std::uint8_t> bytes, std::span<double> numbers) {
    readAll<T>(swap, bytes, numbers, [](T number) { return static_cast<double>(number); });
}

}  // namespace

double NumberType::precision() const {
    if (kind != NumberClass::Float) return 0;
    return std::ldexp(1.0, bytes == 2 ? -10 : bytes == 4 ? -23 : -52);
}

std::optional<NumberType> parseNumberType(std::string_view text) {
    NumberType type;
    if (!text.empty() && std::string_view("<>|=").find(text[0]) != std::string_view::npos) {
        type.bigEndian = text[0] == '>';
        text.remove_prefix(1);
    }
    if (text.size() != 2) return std::nullopt;
    const int bytes = text[1] - '0';
    if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8) return std::nullopt;
    type.bytes = bytes;
    type.bigEndian = type.bigEndian && bytes > 1;
    switch (text[0]) {
        case 'u':
            type.kind = NumberClass::Unsigned;
            return type;
        case 'i':
            type.kind = NumberClass::Signed;
            return type;
        case 'f':
            type.kind = NumberClass::Float;
            return bytes > 1 ? std::optional(type) : std::nullopt;
        case 'b':
            type.kind = NumberClass::Boolean;
            return bytes == 1 ? std::optional(type) : std::nullopt;
        default:
            return std::nullopt;
    }
}

std::string toText(const NumberType& type) {
    if (type.kind == NumberClass::Boolean) return "bool";
    const char* name = type.kind == NumberClass::Unsigned ? "uint"
                       : type.kind == NumberClass::Signed ? "int"
                                                          : "float";
    return fmt::format("{}{}{}", name, 8 * type.bytes, type.bigEndian ? " (big-endian)" : "");
}

void readNumbers(const NumberType& type, std::span<const std::uint8_t> bytes, std::span<double> numbers) {
    const bool swap = type.bigEndian;
    if (type.kind == NumberClass::Float) {
        if (type.bytes == 2) return readAll<std::uint16_t>(swap, bytes, numbers, halfValue);
        return type.bytes == 4 ? readAs<float>(swap, bytes, numbers) : readAs<double>(swap, bytes, numbers);
    }
    if (type.kind == NumberClass::Boolean)
        return readAll<std::uint8_t>(false, bytes, numbers,
                                     [](std::uint8_t b) { return b != 0 ? 1.0 : 0.0; });
    const bool sign = type.kind == NumberClass::Signed;
    switch (type.bytes) {
        case 1:
            return sign ? readAs<std::int8_t>(swap, bytes, numbers)
                        : readAs<std::uint8_t>(swap, bytes, numbers);
        case 2:
            return sign ? readAs<std::int16_t>(swap, bytes, numbers)
                        : readAs<std::uint16_t>(swap, bytes, numbers);
        case 4:
            return sign ? readAs<std::int32_t>(swap, bytes, numbers)
                        : readAs<std::uint32_t>(swap, bytes, numbers);
        default:
            return sign ? readAs<std::int64_t>(swap, bytes, numbers)
                        : readAs<std::uint64_t>(swap, bytes, numbers);
    }
}

}  // namespace nescio
