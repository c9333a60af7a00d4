#include "datasets/arrays/npy_texts.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

#include "core/values/utf8.h"
#include "datasets/arrays/npy_header.h"

namespace nescio {
namespace {

constexpr std::int64_t kMostTexts = 1 << 16;
constexpr std::int64_t kLongestText = 1 << 12;  // characters
constexpr std::size_t kWide = 4;                // bytes of a character of UTF-32
constexpr std::size_t kMostTextBytes = std::size_t{16} << 20;

using WideText = std::vector<std::uint32_t>;

WideText wideOf(std::string_view text) {
    WideText wide;
    while (!text.empty()) {
        const auto [value, bytes] = firstCodePoint(text);
        wide.push_back(bytes == 0 ? 0xFFFD : value);
        text.remove_prefix(std::max<std::size_t>(1, bytes));
    }
    return wide;
}

/// How texts of one array lie.
struct TextType {
    std::size_t length = 0;  ///< characters
    bool wide = false;
    bool bigEndian = false;
};

/// Of “<U7”, “>U7”, “|S7”; length 0 for all else.
TextType textTypeOf(std::string_view letters) {
    TextType type;
    if (letters.size() < 3) return type;
    type.bigEndian = letters[0] == '>';
    type.wide = letters[1] == 'U';
    if (!type.wide && letters[1] != 'S') return type;
    std::int64_t length = 0;
    std::from_chars(letters.data() + 2, letters.data() + letters.size(), length);
    if (length > 0 && length <= kLongestText) type.length = static_cast<std::size_t>(length);
    return type;
}

/// Up to the zeros that fill it.
std::string textAt(const TextType& type, const std::uint8_t* bytes) {
    std::string text;
    for (std::size_t i = 0; i < type.length; ++i) {
        std::uint32_t value = type.wide ? 0 : bytes[i];
        for (std::size_t b = 0; type.wide && b < kWide; ++b)
            value |= std::uint32_t{bytes[i * kWide + b]} << 8 * (type.bigEndian ? kWide - 1 - b : b);
        if (value == 0) break;
        if (type.wide)
            appendCodePoint(text, value);
        else
            text += static_cast<char>(value);
    }
    return text;
}

}  // namespace

std::string npyTexts(const std::vector<std::string>& texts) {
    std::vector<WideText> all;
    std::size_t length = 1;
    for (const auto& text : texts) {
        all.push_back(wideOf(text));
        length = std::max(length, all.back().size());
    }
    auto file = npyHeader(fmt::format("<U{}", length).c_str(), {static_cast<std::int64_t>(texts.size())});
    for (auto& text : all) {
        text.resize(length, 0);
        for (const auto value : text)
            for (std::size_t b = 0; b < kWide; ++b) file += static_cast<char>(value >> 8 * b & 0xFF);
    }
    return file;
}

std::vector<std::string> readNpyTexts(ByteSource& source) {
    const auto header = readNpyDescription(source);
    const auto type = textTypeOf(header.type);
    if (type.length == 0 || header.shape.size() != 1 || header.shape[0] > kMostTexts) return {};
    const auto each = type.length * (type.wide ? kWide : 1);
    const auto count = static_cast<std::size_t>(header.shape[0]);
    if (count * each > kMostTextBytes) return {};
    const auto bytes = source.readExactly(count * each, "texts").value();
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) texts.push_back(textAt(type, bytes.data() + i * each));
    return texts;
}

}  // namespace nescio
