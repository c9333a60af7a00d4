// Text tables line by line: fields between separators, quoted or not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "datasets/byte_source.h"

namespace nescio {

/// The lines of a text, empty ones left out.
class LineReader {
  public:
    explicit LineReader(ByteSource& source) : m_source(source) {}

    /// The next line that is not empty, without its end (LF or CR LF) and a byte order mark; false when there
    /// is none.   Throws: DataError for a line of more than 16 MiB.
    bool next(std::string& line);
    /// Of the last one, counted from 1, empty ones included.
    [[nodiscard]] std::int64_t number() const { return m_number; }

  private:
    bool nextOfAny(std::string& line);

    ByteSource& m_source;
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_at = 0;
    std::int64_t m_number = 0;
};

/// Comma, semicolon, tab, or blanks where there is none of these.
char separatorOf(std::string_view line);

/// The fields of a line, without blanks and quotes around them.
void splitFields(std::string_view line, char separator, std::vector<std::string_view>& fields);

/// A whole field as a number; nullopt for anything else.
std::optional<double> numberOf(std::string_view field);

}  // namespace nescio
