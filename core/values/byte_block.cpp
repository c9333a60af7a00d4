#include "core/values/byte_block.h"

#include <algorithm>
#include <atomic>

namespace nescio {

ByteBlock ByteBlock::elsewhere(std::span<const std::uint8_t> bytes, std::shared_ptr<const void> owner,
                               std::function<void(std::span<const std::uint8_t>)> forget) {
    ByteBlock block;
    block.m_owner = std::move(owner);
    block.m_elsewhere = bytes;
    block.m_forget = std::move(forget);
    return block;
}

ByteBlock::Bytes& ByteBlock::own() {
    if (!m_own || m_own.use_count() > 1) {
        m_own = std::make_shared<Bytes>(begin(), end());
        m_owner.reset();
        m_elsewhere = {};
        m_forget = {};
    }
    // Who held the bytes before, perhaps on another thread, has read them before letting go.
    std::atomic_thread_fence(std::memory_order_acquire);
    return *m_own;
}

void ByteBlock::forget(std::size_t at, std::size_t n) const {
    if (m_forget) m_forget({data() + at, n});
}

bool operator==(const ByteBlock& a, const ByteBlock& b) {
    return (a.data() == b.data() && a.size() == b.size()) ||
           std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace nescio
