#include "datasets/arrays/value_range.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "datasets/binary_images.h"

namespace nescio {
namespace {

struct Rule {
    double least, most;  // of the numbers it is for
    double shift, scale;
    const char* words;
};

constexpr Rule kRules[] = {{0, 1, 0, 255, "values 0 to 1 times 255"},
                           {0, 255, 0, 1, "values 0 to 255 as they are"},
                           {-1, 1, 1, 127.5, "values −1 to 1, plus 1, times 127.5"},
                           {0, 65535, 0, 1 / 257.0, "values 0 to 65535 divided by 257"}};

constexpr double kLeastDeep = 512;  // less is a byte with strays above it, which nobody wants halved

/// Whole numbers of 10, 12 or 14 bits; nullopt for deeper ones.
std::optional<ByteRule> deepRule(double most) {
    for (const int bits : {10, 12, 14})
        if (const double top = (1 << bits) - 1; most <= top)
            return ByteRule{
                0, 255 / top,
                fmt::format("values of {} bits to 8, divided by {:.4g} and rounded", bits, top / 255)};
    return std::nullopt;
}

}  // namespace

std::uint8_t ByteRule::operator()(double number) const {
    return static_cast<std::uint8_t>(std::clamp(std::nearbyint((number + shift) * scale), 0.0, 255.0));
}

void ValueRange::add(std::span<const double> numbers) {
    for (const double number : numbers) {
        if (!std::isfinite(number)) {
            ++m_notFinite;
            continue;
        }
        m_least = m_count == 0 ? number : std::min(m_least, number);
        m_most = m_count == 0 ? number : std::max(m_most, number);
        ++m_count;
        for (std::size_t kind = 0; kind < Kinds; ++kind) {
            const double byte = (number + kRules[kind].shift) * kRules[kind].scale;
            m_error[kind] = std::max(m_error[kind], std::abs(byte - std::nearbyint(byte)));
        }
    }
}

/// Fractions of 1 are floats (or truth values).
ValueRange::Kind ValueRange::kindOf() const {
    for (const Kind kind : {Unit, Whole, Symmetric, Sixteen}) {
        if (m_least < kRules[kind].least || m_most > kRules[kind].most) continue;
        if (m_type.isInteger() && (kind == Unit || kind == Symmetric)) continue;
        if (kind == Sixteen && (m_error[Whole] > 0 || m_most < kLeastDeep)) continue;
        return kind;
    }
    return Kinds;
}

ByteRule ValueRange::rule(const std::string& path, bool round) const {
    const auto found = fmt::format("{} from {:g} to {:g}", toText(m_type), m_least, m_most);
    if (m_notFinite > 0)
        throw DataError(
            fmt::format("{}: expected finite numbers, found {} of {} that are not (NaN or infinite); "
                        "replace them, as numpy.nan_to_num does",
                        path, m_notFinite, m_notFinite + m_count));
    const Kind kind = kindOf();
    if (kind == Kinds)
        throw DataError(
            fmt::format("{}: expected numbers from 0 to 255, 0 to 1, −1 to 1, or 16 bits, found {}; "
                        "scale them to 0 to 255 and save them as uint8",
                        path, found));
    const auto& best = kRules[kind];
    // Computing n/255 and (n - 127.5)/127.5 may cost the last digit of a float, twice.
    const double allowed = kind == Whole ? 0 : 256 * m_type.precision() + 1e-9;
    const bool exact = m_error[kind] <= allowed;
    if (!exact && !round) {
        const auto off = fmt::format("found {}, off by up to {:.2g} of a grey level", found, m_error[kind]);
        throw RoundingError(
            fmt::format("{}: expected numbers that are bytes exactly (whole ones from 0 to 255, or "
                        "floats 0 to 1 or −1 to 1 in steps of a byte), {}; agree to rounding (--round), "
                        "or save them as uint8",
                        path, off),
            fmt::format("{}: {}", path, off));
    }
    if (const auto deep = kind == Sixteen && !exact ? deepRule(m_most) : std::nullopt) return *deep;
    if (m_type.kind == NumberClass::Boolean) return {0, 255, "true as 255, false as 0"};
    if (kind == Whole && exact && m_type.isInteger() && m_most == 1) return {0, 255, kBinaryChange};
    if (kind == Whole && exact) return {};
    return {best.shift, best.scale,
            exact ? fmt::format("{}, exact", best.words)
                  : fmt::format("{}, rounded by up to {:.2g} of a grey level", best.words, m_error[kind])};
}

}  // namespace nescio
