#include "core/scores/unit.h"

#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace nescio {
namespace {

constexpr std::string_view kTimes = "·";

/// One name for singular, plural and what people write for short.
std::string unitNamed(std::string_view word) {
    for (const std::string_view known : {"nats", "bits", "bytes"})
        if (word == known || word == known.substr(0, known.size() - 1)) return std::string(known);
    return word == "dims" ? "dim" : std::string(word);
}

/// "nats^2" as a name and a power.
std::pair<std::string, double> factorOf(std::string_view text) {
    const auto hat = text.rfind('^');
    if (hat != std::string_view::npos) {
        double power = 0;
        const auto* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + hat + 1, end, power);
        if (read.ec == std::errc() && read.ptr == end && std::isfinite(power))
            return {unitNamed(text.substr(0, hat)), power};
    }
    return {unitNamed(text), 1};
}

std::string textOf(const std::string& name, double power) {
    return power == 1 ? name : fmt::format("{}^{:g}", name, power);
}

/// Roots and powers of roots meet again: a third of a third of a power is a number of few digits.
double rounded(double power) {
    return std::round(power * 1e9) / 1e9;
}

}  // namespace

Unit::Unit(const std::string& text) {
    double sign = 1;
    for (std::string_view rest = text == "bpd" ? std::string_view("bits/dim") : text; !rest.empty();) {
        const auto end = std::min(rest.find('/'), rest.find(kTimes));
        const auto word = rest.substr(0, end);
        if (!word.empty() && word != "1") {
            const auto [name, power] = factorOf(word);
            multiply(name, sign * power);
        }
        if (end == std::string_view::npos) return;
        const bool divides = rest[end] == '/';
        sign = divides ? -1 : 1;
        rest.remove_prefix(end + (divides ? 1 : kTimes.size()));
    }
}

void Unit::multiply(const std::string& name, double power) {
    const double sum = rounded((m_powers.contains(name) ? m_powers.at(name) : 0) + power);
    if (sum == 0)
        m_powers.erase(name);
    else
        m_powers[name] = sum;
}

Unit Unit::times(const Unit& other) const {
    auto product = *this;
    for (const auto& [name, power] : other.m_powers) product.multiply(name, power);
    return product;
}

Unit Unit::toThe(double power) const {
    Unit raised;
    for (const auto& [name, of] : m_powers) raised.multiply(name, of * power);
    return raised;
}

std::string Unit::text() const {
    std::vector<std::string> above;
    std::string below;
    for (const auto& [name, power] : m_powers) {
        if (power > 0)
            above.push_back(textOf(name, power));
        else
            below += fmt::format("/{}", textOf(name, -power));
    }
    if (above.empty() && !below.empty()) above.emplace_back("1");
    return fmt::format("{}{}", fmt::join(above, kTimes), below);
}

std::string Unit::words() const {
    return isPlain() ? "a plain number" : text();
}

}  // namespace nescio
