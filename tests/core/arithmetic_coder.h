// An arithmetic coder over 2^24 units of probability, enough to show that a claimed number of bits is a file.
// Source: Witten, Neal & Cleary 1987, Arithmetic coding for data compression.
#pragma once

#include <cstdint>
#include <vector>

/// Cumulative frequencies of a symbol: [low, high) of kTotal.
struct CodedRange {
    std::uint32_t low = 0, high = 0;
};
inline constexpr std::uint32_t kTotal = 1U << 24;

class BitWriter {
  public:
    void put(bool bit) {
        if (m_count % 8 == 0) m_bytes.push_back(0);
        if (bit) m_bytes.back() |= static_cast<std::uint8_t>(0x80U >> (m_count % 8));
        ++m_count;
    }
    [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return m_bytes; }

  private:
    std::vector<std::uint8_t> m_bytes;
    std::uint64_t m_count = 0;
};

/// Interval arithmetic shared by both directions: 40-bit ends, so that a range keeps over 2^14 times kTotal.
class CoderInterval {
  protected:
    static constexpr int kBits = 40;
    static constexpr std::uint64_t kHalf = std::uint64_t{1} << (kBits - 1), kQuarter = kHalf / 2;
    void narrow(const CodedRange& range) {
        const auto width = m_high - m_low + 1;
        m_high = m_low +
                 static_cast<std::uint64_t>((static_cast<unsigned __int128>(width) * range.high) / kTotal) -
                 1;
        m_low =
            m_low + static_cast<std::uint64_t>((static_cast<unsigned __int128>(width) * range.low) / kTotal);
    }
    std::uint64_t m_low = 0, m_high = 2 * kHalf - 1;
};

class ArithmeticEncoder : CoderInterval {
  public:
    void encode(const CodedRange& range) {
        narrow(range);
        for (;; m_low *= 2, m_high = m_high * 2 + 1) {
            if (m_high < kHalf)
                emit(false);
            else if (m_low >= kHalf)
                emit(true), m_low -= kHalf, m_high -= kHalf;
            else if (m_low >= kQuarter && m_high < kHalf + kQuarter)
                ++m_pending, m_low -= kQuarter, m_high -= kQuarter;
            else
                return;
        }
    }
    std::vector<std::uint8_t> finish() {
        ++m_pending;
        emit(m_low >= kQuarter);
        return m_bits.bytes();
    }

  private:
    void emit(bool bit) {
        m_bits.put(bit);
        for (; m_pending > 0; --m_pending) m_bits.put(!bit);
    }
    BitWriter m_bits;
    std::uint64_t m_pending = 0;
};

class ArithmeticDecoder : CoderInterval {
  public:
    explicit ArithmeticDecoder(std::vector<std::uint8_t> bytes) : m_bytes(std::move(bytes)) {
        for (int i = 0; i < kBits; ++i) m_value = m_value * 2 + nextBit();
    }
    /// Where in 0..kTotal-1 the next symbol's range lies.
    [[nodiscard]] std::uint32_t target() const {
        const auto width = m_high - m_low + 1;
        return static_cast<std::uint32_t>(
            ((static_cast<unsigned __int128>(m_value - m_low) + 1) * kTotal - 1) / width);
    }
    void remove(const CodedRange& range) {
        narrow(range);
        for (;; m_low *= 2, m_high = m_high * 2 + 1, m_value = m_value * 2 + nextBit()) {
            if (m_high < kHalf) continue;
            if (m_low >= kHalf)
                m_low -= kHalf, m_high -= kHalf, m_value -= kHalf;
            else if (m_low >= kQuarter && m_high < kHalf + kQuarter)
                m_low -= kQuarter, m_high -= kQuarter, m_value -= kQuarter;
            else
                return;
        }
    }

  private:
    std::uint64_t nextBit() {
        const auto place = m_position++;
        if (place / 8 >= m_bytes.size()) return 0;
        return (m_bytes[place / 8] >> (7 - place % 8)) & 1U;
    }
    std::vector<std::uint8_t> m_bytes;
    std::size_t m_position = 0;
    std::uint64_t m_value = 0;
};
