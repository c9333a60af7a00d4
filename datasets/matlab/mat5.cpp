#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/matlab/file_part.h"
#include "datasets/matlab/mat_variables.h"

namespace nescio {
namespace {

constexpr std::uint64_t kHeader5 = 128;
constexpr std::size_t kMost5 = 10'000;
constexpr std::uint32_t kMostAxes = 32, kLongestName5 = 4096;

enum Element : std::uint32_t { Matrix = 14, Packed = 15 };

[[noreturn]] void refuse5(const std::string& name, const std::string& found) {
    throw DataError(fmt::format("{}: expected a complete MATLAB file, found {}", name, found));
}

/// Type and size of an element, and its bytes where they fit into the tag.
struct Tag {
    std::uint32_t type = 0;
    std::uint32_t size = 0;
    std::optional<std::array<std::uint8_t, 4>> small;
};

/// Reads elements one after the other and counts the bytes passed.
class ElementReader {
  public:
    ElementReader(ByteSource& source, bool bigEndian) : m_source(source), m_bigEndian(bigEndian) {}

    Tag tag() {
        const auto bytes = take(8);
        const auto first = number(bytes, 0);
        if (first >> 16 == 0) return {first, number(bytes, 4), {}};
        return {first & 0xFFFF, first >> 16, std::array{bytes[4], bytes[5], bytes[6], bytes[7]}};
    }

    /// The body of a short element, with the bytes that fill it up to eight.
    std::vector<std::uint8_t> body(const Tag& tag, std::uint32_t most) {
        if (tag.size > most || (tag.small && tag.size > 4))
            refuse5(m_source.name(), "a part of a false size");
        if (tag.small) return {tag.small->begin(), tag.small->begin() + tag.size};
        auto bytes = take((tag.size + 7) / 8 * 8);
        bytes.resize(tag.size);
        return bytes;
    }

    [[nodiscard]] std::uint32_t number(const std::vector<std::uint8_t>& bytes, std::size_t at) const {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | bytes[at + (m_bigEndian ? i : 3 - i)];
        return value;
    }
    [[nodiscard]] std::uint64_t passed() const { return m_passed; }

  private:
    std::vector<std::uint8_t> take(std::uint64_t n) {
        m_passed += n;
        return m_source.readExactly(n, "a variable").value();
    }

    ByteSource& m_source;
    bool m_bigEndian;
    std::uint64_t m_passed = 0;
};

/// The numbers that an element of this type holds; nullopt for texts and the like.
std::optional<NumberType> numbersOf(std::uint32_t type, bool bigEndian) {
    switch (type) {
        case 1:
            return NumberType{NumberClass::Signed, 1, bigEndian};
        case 2:
            return NumberType{NumberClass::Unsigned, 1, bigEndian};
        case 3:
            return NumberType{NumberClass::Signed, 2, bigEndian};
        case 4:
            return NumberType{NumberClass::Unsigned, 2, bigEndian};
        case 5:
            return NumberType{NumberClass::Signed, 4, bigEndian};
        case 6:
            return NumberType{NumberClass::Unsigned, 4, bigEndian};
        case 7:
            return NumberType{NumberClass::Float, 4, bigEndian};
        case 9:
            return NumberType{NumberClass::Float, 8, bigEndian};
        case 12:
            return NumberType{NumberClass::Signed, 8, bigEndian};
        case 13:
            return NumberType{NumberClass::Unsigned, 8, bigEndian};
        default:
            return std::nullopt;
    }
}

/// What comes before the numbers of a matrix; nullopt where it is none of real numbers.
std::optional<MatVariable> readMatrix(ByteSource& source, bool bigEndian) {
    constexpr std::uint32_t kFirstNumeric = 6, kLastNumeric = 15, kComplex = 0x0800, kLogical = 0x0200;
    ElementReader elements(source, bigEndian);
    if (elements.tag().type != Matrix) return std::nullopt;
    const auto flags = elements.body(elements.tag(), 8);
    if (flags.size() != 8) refuse5(source.name(), "a variable without a class");
    const auto flag = elements.number(flags, 0);
    const auto kind = flag & 0xFF;
    if (kind < kFirstNumeric || kind > kLastNumeric || (flag & kComplex) != 0) return std::nullopt;
    const auto sizes = elements.body(elements.tag(), 4 * kMostAxes);
    MatVariable variable;
    for (std::size_t at = 0; at + 4 <= sizes.size(); at += 4)
        variable.shape.push_back(static_cast<std::int32_t>(elements.number(sizes, at)));
    if (std::any_of(variable.shape.begin(), variable.shape.end(), [](auto n) { return n < 0; }))
        refuse5(source.name(), "a variable of a negative size");
    const auto name = elements.body(elements.tag(), kLongestName5);
    variable.name.assign(name.begin(), name.end());
    const auto data = elements.tag();
    const auto type = numbersOf(data.type, bigEndian);
    if (!type || data.small) return std::nullopt;  // four bytes are no images
    variable.type = *type;
    if ((flag & kLogical) != 0 && type->isByte()) variable.type.kind = NumberClass::Boolean;
    variable.before = elements.passed();
    return variable;
}

}  // namespace

std::vector<MatVariable> variablesOf5(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    const auto header = FilePart(path, 0, kHeader5).readExactly(kHeader5, "its header").value();
    const bool bigEndian = header[126] == 'M';
    std::vector<MatVariable> variables;
    for (auto at = kHeader5; at < size;) {
        FilePart part(path, at, 8);
        const auto tag = ElementReader(part, bigEndian).tag();
        const auto bytes = std::uint64_t{8} + tag.size;
        if (tag.small || bytes > size - at)
            refuse5(path.string(),
                    fmt::format("{} bytes where a variable needs {} or more: the file was cut short or is "
                                "damaged",
                                size, at + bytes));
        const bool packed = tag.type == Packed;
        if (variables.size() < kMost5 && (packed || tag.type == Matrix)) {
            MatVariable place{
                .at = packed ? at + 8 : at, .size = packed ? tag.size : bytes, .packed = packed};
            const auto source = openNumbers(path, place);
            if (auto variable = readMatrix(*source, bigEndian)) {
                variable->at = place.at;
                variable->size = place.size;
                variable->packed = packed;
                variables.push_back(std::move(*variable));
            }
        }
        at += bytes;
    }
    return variables;
}

std::unique_ptr<ByteSource> openNumbers(const std::filesystem::path& path, const MatVariable& variable) {
    std::unique_ptr<ByteSource> source = std::make_unique<FilePart>(path, variable.at, variable.size);
    if (variable.packed) source = std::make_unique<InflateSource>(std::move(source));
    source->skip(variable.before, "the numbers");
    return source;
}

}  // namespace nescio
