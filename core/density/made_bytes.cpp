#include "core/density/made_bytes.h"

namespace nescio {
namespace {

thread_local NotFiniteCount* t_count = nullptr;

}  // namespace

NotFiniteCount::NotFiniteCount() : m_outer(t_count) {
    t_count = this;
}

NotFiniteCount::~NotFiniteCount() {
    t_count = m_outer;
}

void countNotFinite(const torch::Tensor& values) {
    if (!t_count) return;
    const auto good = values.isfinite().flatten(1).all(1);
    t_count->m_images += good.logical_not().sum().item<std::int64_t>();
}

torch::Tensor toBytes(const torch::Tensor& levels, int count) {
    countNotFinite(levels);
    // A NaN cast to a byte is whatever the machine makes of it.
    return levels.nan_to_num(0.0, count - 1.0, 0.0).floor().clamp(0, count - 1).to(torch::kUInt8);
}

}  // namespace nescio
