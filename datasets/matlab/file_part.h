// A stretch of a file, and one that zlib has packed, as sources of bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>

#include "datasets/byte_source.h"

namespace nescio {

/// n bytes of a file from `at` on, or as many as there are.
class FilePart : public ByteSource {
  public:
    /// Throws: DataError when the file cannot be opened.
    FilePart(const std::filesystem::path& path, std::uint64_t at, std::uint64_t n);
    std::size_t readSome(std::span<std::uint8_t> buffer) override;
    void skip(std::uint64_t n, const char* what) override;

  private:
    std::optional<ByteBlock> inPlace(std::uint64_t n) override;

    std::filesystem::path m_path;
    std::ifstream m_file;
    std::uint64_t m_at;
    std::uint64_t m_left;
};

/// What a source unpacks to (zlib, RFC 1950).
class InflateSource : public ByteSource {
  public:
    explicit InflateSource(std::unique_ptr<ByteSource> packed);
    ~InflateSource() override;
    std::size_t readSome(std::span<std::uint8_t> buffer) override;

  private:
    struct State;
    std::unique_ptr<ByteSource> m_packed;
    std::unique_ptr<State> m_state;
};

}  // namespace nescio
