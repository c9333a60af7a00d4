// The numbers of an array: how they lie in bytes, and what NumPy calls them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nescio {

enum class NumberClass { Unsigned, Signed, Float, Boolean };

/// A type of numbers of 1, 2, 4 or 8 bytes.
struct NumberType {
    NumberClass kind = NumberClass::Unsigned;
    int bytes = 1;
    bool bigEndian = false;

    [[nodiscard]] bool isByte() const { return kind == NumberClass::Unsigned && bytes == 1; }
    [[nodiscard]] bool isInteger() const {
        return kind == NumberClass::Unsigned || kind == NumberClass::Signed;
    }
    /// The distance of 1 to the next number; 0 for whole numbers.
    [[nodiscard]] double precision() const;
};

/// "|u1", "<f4", ">i8", "|b1"; nullopt for what is no such number (complex ones, texts, objects).
std::optional<NumberType> parseNumberType(std::string_view text);

/// "uint8", "float32", "int16 (big-endian)".
std::string toText(const NumberType& type);

/// Decodes numbers. Integers beyond 2^53 lose their last digits, which no image has.
/// Requires: bytes.size() == numbers.size() * type.bytes.
void readNumbers(const NumberType& type, std::span<const std::uint8_t> bytes, std::span<double> numbers);

}  // namespace nescio
