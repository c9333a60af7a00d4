// Bytes that many may hold and few change: the pixels of an image set. A copy shares the bytes with the
// original until one of them is changed, so that a set handed from job to job is in memory once; and the
// bytes may lie in a mapped file, so that a set need not fit into memory at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <vector>

namespace nescio {

/// A block of bytes, shared until changed. One block is one thread's; copies of it may be other threads'.
class ByteBlock {
  public:
    using Bytes = std::vector<std::uint8_t>;

    ByteBlock() = default;
    ByteBlock(Bytes bytes)  // NOLINT(google-explicit-constructor): bytes are bytes
        : m_own(std::make_shared<Bytes>(std::move(bytes))) {}
    ByteBlock(std::initializer_list<std::uint8_t> bytes) : ByteBlock(Bytes(bytes)) {}

    /// Bytes that lie elsewhere, unchanged as long as `owner` lives. `forget` hears which of them will not be
    /// asked for soon.
    static ByteBlock elsewhere(std::span<const std::uint8_t> bytes, std::shared_ptr<const void> owner,
                               std::function<void(std::span<const std::uint8_t>)> forget = {});

    [[nodiscard]] std::size_t size() const { return m_own ? m_own->size() : m_elsewhere.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] const std::uint8_t* data() const { return m_own ? m_own->data() : m_elsewhere.data(); }
    [[nodiscard]] const std::uint8_t* begin() const { return data(); }
    [[nodiscard]] const std::uint8_t* end() const { return data() + size(); }
    [[nodiscard]] std::uint8_t operator[](std::size_t i) const { return data()[i]; }
    [[nodiscard]] bool isElsewhere() const { return m_owner != nullptr; }

    /// The bytes to change, this block's own from here on. The reference is good until the block is copied.
    Bytes& own();
    void append(std::span<const std::uint8_t> bytes) {
        own().insert(own().end(), bytes.begin(), bytes.end());
    }

    /// Says that n bytes from `at` on will not be asked for soon: the memory that a mapped file took for them
    /// is given back. They stay readable.   Requires: at + n <= size().
    void forget(std::size_t at, std::size_t n) const;

    friend bool operator==(const ByteBlock& a, const ByteBlock& b);

  private:
    std::shared_ptr<Bytes> m_own;
    std::shared_ptr<const void> m_owner;  // of what lies elsewhere
    std::span<const std::uint8_t> m_elsewhere;
    std::function<void(std::span<const std::uint8_t>)> m_forget;
};

}  // namespace nescio
