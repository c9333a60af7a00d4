// An open file descriptor that closes itself, and reads and writes that do not stop half-way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace nescio {

class Descriptor {
  public:
    /// -1 stands for none.
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    explicit operator bool() const { return m_fd >= 0; }

  private:
    int m_fd;
};

/// How many bytes were there, at most the size of `bytes`; -1 with errno set when reading failed.
std::int64_t readAt(int fd, std::uint64_t offset, std::span<std::byte> bytes);
/// False with errno set when not all of it was written.
bool writeAt(int fd, std::uint64_t offset, std::span<const std::byte> bytes);
/// Units: bytes.   0 when it cannot be told.
std::uint64_t sizeOf(int fd);

/// The folder that a file lies in; "." for a bare name.
std::filesystem::path folderOf(const std::filesystem::path& path);

}  // namespace nescio
