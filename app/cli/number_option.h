// Options that take a number. The range is part of the declaration, so that none can be without one: what is
// typed is read by the parser that reads --set and the window's forms, and refused with the same sentence.
#pragma once

#include <optional>
#include <string>
#include <type_traits>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace nescio {

/// The numbers that an option takes, both ends included.
struct NumberRange {
    double least = 0;
    double most = 0;
};

/// Seeds stay whole in every program that reads JSON.
constexpr NumberRange kSeeds{0, 9'007'199'254'740'991};
/// "0: all" images; more than any disk holds.
constexpr NumberRange kLimits{0, 1e12};
/// Draws an image.
constexpr NumberRange kDraws{1, 1000};
/// Of samples.
constexpr NumberRange kTemperatures{0, 10};

/// "0 to 1000", as --help shows it.
std::string rangeWords(const NumberRange& range);

/// Refuses whatever is no finite number (a whole one where `whole`) of the range.
CLI::Validator within(const NumberRange& range, bool whole);

template <class T>
struct NumberHeld {
    using Type = T;
};
template <class T>
struct NumberHeld<std::optional<T>> {
    using Type = T;
};

/// Declares an option that takes a number, or, where it may be left out, an optional one.
template <class Number>
CLI::Option* addNumber(CLI::App& app, const std::string& name, Number& number, const NumberRange& range,
                       const std::string& help) {
    using Held = typename NumberHeld<Number>::Type;
    auto* option = app.add_option(name, number, help)->transform(within(range, std::is_integral_v<Held>));
    if constexpr (std::is_same_v<Held, Number>) option->default_str(fmt::format("{}", number));
    return option;
}

}  // namespace nescio
