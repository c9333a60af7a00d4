#include "core/values/cell_table.h"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "core/values/number_text.h"

namespace nescio {

TableCell realCell(double value, int decimals, std::string tip) {
    if (!std::isfinite(value)) return {"–", {}, tip.empty() ? "not a finite number" : std::move(tip)};
    const auto digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    const auto point = digits.find('.');
    auto text = grouped(digits.substr(0, point), "\u2009");
    if (point != std::string::npos) text += digits.substr(point);
    if (std::signbit(value)) text.insert(0, "−");
    return {std::move(text), value, std::move(tip)};
}

}  // namespace nescio
