#include <algorithm>
#include <cctype>
#include <optional>

#include "core/values/failure.h"
#include "datasets/matlab/file_part.h"
#include "datasets/matlab/mat_variables.h"

namespace nescio {
namespace {

constexpr std::uint64_t kHeaderBytes = 20;
constexpr std::size_t kMostVariables = 10'000;
constexpr std::int64_t kLongestName = 64;

std::int32_t number(const std::vector<std::uint8_t>& bytes, std::size_t at, bool bigEndian) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | bytes[at + (bigEndian ? i : 3 - i)];
    return static_cast<std::int32_t>(value);
}

std::optional<NumberType> typeOf(int digit, bool bigEndian) {
    switch (digit) {
        case 0:
            return NumberType{NumberClass::Float, 8, bigEndian};
        case 1:
            return NumberType{NumberClass::Float, 4, bigEndian};
        case 2:
            return NumberType{NumberClass::Signed, 4, bigEndian};
        case 3:
            return NumberType{NumberClass::Signed, 2, bigEndian};
        case 4:
            return NumberType{NumberClass::Unsigned, 2, bigEndian};
        case 5:
            return NumberType{NumberClass::Unsigned, 1, bigEndian};
        default:
            return std::nullopt;
    }
}

/// One matrix and the place of the next.
struct Found {
    MatVariable variable;
    bool real = false;  ///< full and of real numbers
    std::uint64_t next = 0;
};

/// The decimal digits of the first number tell order, zero, type and kind.
std::optional<Found> readHeader(const std::vector<std::uint8_t>& header, std::uint64_t at) {
    for (const bool bigEndian : {false, true}) {
        const auto type = number(header, 0, bigEndian);
        const std::int64_t rows = number(header, 4, bigEndian), columns = number(header, 8, bigEndian);
        const auto imaginary = number(header, 12, bigEndian), length = number(header, 16, bigEndian);
        if (type < 0 || type / 1000 != (bigEndian ? 1 : 0) || type / 100 % 10 != 0 || type % 10 > 2) continue;
        const auto numbers = typeOf(type / 10 % 10, bigEndian);
        if (!numbers || rows < 0 || columns < 0 || imaginary < 0 || imaginary > 1) continue;
        if (length < 2 || length > kLongestName) continue;
        Found found;
        found.variable = {.shape = {rows, columns}, .type = *numbers, .at = at};
        found.variable.before = kHeaderBytes + static_cast<std::uint64_t>(length);
        const auto values = static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(columns);
        const auto bytes = values * static_cast<std::uint64_t>(numbers->bytes) * (imaginary == 1 ? 2 : 1);
        found.real = imaginary == 0 && type % 10 == 0;
        found.variable.size = found.variable.before + bytes;
        found.next = at + found.variable.size;
        return found;
    }
    return std::nullopt;
}

/// A name ends with a zero and has no other odd characters.
std::optional<std::string> readName(ByteSource& source, std::uint64_t length) {
    const auto bytes = source.readExactly(length, "a name").value();
    if (bytes.back() != 0) return std::nullopt;
    const bool plain = std::all_of(bytes.begin(), bytes.end() - 1,
                                   [](std::uint8_t c) { return std::isalnum(c) != 0 || c == '_'; });
    return plain ? std::optional(std::string(bytes.begin(), bytes.end() - 1)) : std::nullopt;
}

}  // namespace

std::vector<MatVariable> variablesOf4(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::vector<MatVariable> variables;
    for (std::uint64_t at = 0, count = 0; at < size && count < kMostVariables; ++count) {
        if (size - at <= kHeaderBytes) return {};
        FilePart part(path, at, size - at);
        auto found = readHeader(part.readExactly(kHeaderBytes, "a variable").value(), at);
        if (!found || found->next <= at || found->next > size) return {};
        const auto name = readName(part, found->variable.before - kHeaderBytes);
        if (!name) return {};
        found->variable.name = *name;
        if (found->real) variables.push_back(std::move(found->variable));
        at = found->next;
    }
    return variables;
}

}  // namespace nescio
