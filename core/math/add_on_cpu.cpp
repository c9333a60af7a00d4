#include "core/math/add_on_cpu.h"

#include <ATen/Dispatch.h>

#include "core/math/pixel_rows.h"

namespace nescio {

void addOnCpu(const torch::Tensor& value, const torch::Tensor& sum) {
    TORCH_CHECK(sum.is_contiguous() && sum.sizes() == value.sizes(),
                "expected contiguous tensors of one shape");
    const auto row = value.contiguous();
    AT_DISPATCH_FLOATING_TYPES(sum.scalar_type(), "addOnCpu", [&] {
        addRow(row.data_ptr<scalar_t>(), row.numel(), sum.data_ptr<scalar_t>());
    });
}

}  // namespace nescio
