#include "datasets/table/lines.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::size_t kAtOnce = std::size_t{1} << 18;
constexpr std::size_t kLongestLine = std::size_t{16} << 20;

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

bool LineReader::nextOfAny(std::string& line) {
    line.clear();
    ++m_number;
    for (;;) {
        if (m_at == m_buffer.size()) {
            m_buffer.resize(kAtOnce);
            m_buffer.resize(m_source.readSome(m_buffer));
            m_at = 0;
            if (m_buffer.empty()) return !line.empty();
        }
        const auto from = m_buffer.begin() + static_cast<std::ptrdiff_t>(m_at);
        const auto end = std::find(from, m_buffer.end(), '\n');
        line.append(from, end);
        m_at = static_cast<std::size_t>(end - m_buffer.begin());
        if (line.size() > kLongestLine)
            throw DataError(fmt::format("{}: expected lines of at most 16 MiB, found a longer one (line {})",
                                        m_source.name(), m_number));
        if (end == m_buffer.end()) continue;
        ++m_at;
        return true;
    }
}

bool LineReader::next(std::string& line) {
    while (nextOfAny(line)) {
        if (m_number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (!trimmed(line).empty()) return true;
    }
    return false;
}

char separatorOf(std::string_view line) {
    char best = ' ';
    std::ptrdiff_t most = 0;
    for (const char c : {',', ';', '\t'})
        if (const auto count = std::count(line.begin(), line.end(), c); count > most) {
            most = count;
            best = c;
        }
    return best;
}

void splitFields(std::string_view line, char separator, std::vector<std::string_view>& fields) {
    fields.clear();
    if (separator == ' ') line = trimmed(line);
    while (true) {
        while (line.starts_with(' ')) line.remove_prefix(1);
        const bool quoted = line.starts_with('"');
        auto close = quoted ? line.find('"', 1) : 0;
        if (close == std::string_view::npos) close = 0;
        const auto end = line.find(separator, close);
        const auto field = trimmed(line.substr(0, end));
        const bool bare = field.size() >= 2 && field.front() == '"' && field.back() == '"';
        fields.push_back(bare ? trimmed(field.substr(1, field.size() - 2)) : field);
        if (end == std::string_view::npos) return;
        line.remove_prefix(end + 1);
    }
}

std::optional<double> numberOf(std::string_view field) {
    if (field.starts_with('+')) field.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    if (error != std::errc{} || end != field.data() + field.size()) return std::nullopt;
    return number;
}

}  // namespace nescio
