// The unit of a formula, by letting the parser compute with units: its "numbers" are places in a list of
// quantities, and its operators look these up, judge, and add what comes out.

#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/scores/formula_parser.h"
#include "core/scores/unit.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// What is known of a part of a formula without any image.
struct Quantity {
    Unit unit;
    std::optional<double> number = {};  ///< where it is one number for all images

    [[nodiscard]] bool isZero() const { return number == 0.0; }
};

/// Of the formula in work; operators of muParser are told nothing else.
thread_local std::vector<Quantity> quantities;

double placeOf(Quantity quantity) {
    quantities.push_back(std::move(quantity));
    return static_cast<double>(quantities.size() - 1);
}

const Quantity& at(double place) {
    return quantities.at(static_cast<std::size_t>(place));
}

/// What a quantity is multiplied by to have another unit.
struct Conversion {
    const char* factor;  ///< the one unit over the other
    const char* by;
};
constexpr std::array<Conversion, 7> kConversions{{{"nats/bits", "nats_per_bit"},
                                                  {"bits/bytes", "bits_per_byte"},
                                                  {"nats/bytes", "bits_per_byte*nats_per_bit"},
                                                  {"dim", "D"},
                                                  {"nats·dim/bits", "D*nats_per_bit"},
                                                  {"bits/dim/bytes", "bits_per_byte/D"},
                                                  {"nats/dim/bytes", "bits_per_byte*nats_per_bit/D"}}};

/// What to write where two units met.
std::string adviceOn(const Unit& a, const Unit& b) {
    for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
        if (from.isPlain()) return fmt::format("give the plain number a unit, as in 5*{}", to.text());
        const auto factor = to.times(from.toThe(-1));
        for (const auto& known : kConversions)
            if (factor == Unit(known.factor))
                return fmt::format("multiply the {} by {}", from.text(), known.by);
    }
    return "convert one of them, as bits_per_byte (8) and nats_per_bit (ln 2) do";
}

/// The unit that both have.
Unit sharedUnit(const char* what, const Quantity& a, const Quantity& b) {
    if (a.unit == b.unit || b.isZero()) return a.unit;
    if (a.isZero()) return b.unit;
    throw OptionError(fmt::format("formula: expected one unit in {}, found {} and {}; {}", what,
                                  a.unit.words(), b.unit.words(), adviceOn(a.unit, b.unit)));
}

template <class Compute>
std::optional<double> computed(const Quantity& a, const Quantity& b, Compute compute) {
    return a.number && b.number ? std::optional(compute(*a.number, *b.number)) : std::nullopt;
}

double added(double left, double right) {
    const Quantity a = at(left), b = at(right);
    return placeOf({sharedUnit("a sum", a, b), computed(a, b, [](double x, double y) { return x + y; })});
}
double subtracted(double left, double right) {
    const Quantity a = at(left), b = at(right);
    return placeOf(
        {sharedUnit("a difference", a, b), computed(a, b, [](double x, double y) { return x - y; })});
}
double multiplied(double left, double right) {
    const Quantity a = at(left), b = at(right);
    return placeOf({a.unit.times(b.unit), computed(a, b, [](double x, double y) { return x * y; })});
}
double divided(double left, double right) {
    const Quantity a = at(left), b = at(right);
    return placeOf(
        {a.unit.times(b.unit.toThe(-1)), computed(a, b, [](double x, double y) { return x / y; })});
}

double raised(double left, double right) {
    const Quantity a = at(left), b = at(right);
    if (!b.unit.isPlain())
        throw OptionError(fmt::format("formula: expected a plain number behind “^”, found {}; divide by {}",
                                      b.unit.words(), b.unit.text()));
    if (a.unit.isPlain())
        return placeOf({{}, computed(a, b, [](double x, double y) { return std::pow(x, y); })});
    if (!b.number || !(std::abs(*b.number) <= 16))
        throw OptionError(fmt::format(
            "formula: expected a number from -16 to 16 behind “^” where {} are raised, found another",
            a.unit.words()));
    return placeOf({a.unit.toThe(*b.number)});
}

double comparedUnits(double left, double right) {
    sharedUnit("a comparison", at(left), at(right));
    return placeOf({});
}

double joinedConditions(double left, double right) {
    for (const double place : {left, right})
        if (!at(place).unit.isPlain())
            throw OptionError(
                fmt::format("formula: expected comparisons beside “&&” and “||”, found {}; write what it is "
                            "compared with, as in x > 0",
                            at(place).unit.words()));
    return placeOf({});
}

double negated(double place) {
    auto quantity = at(place);
    if (quantity.number) quantity.number = -*quantity.number;
    return placeOf(std::move(quantity));
}
double unchanged(double place) {
    return place;
}

double appliedFunction(void* data, const double* places, int n) {
    const auto& function = *static_cast<const FormulaFunction*>(data);
    if (n < 1)
        throw OptionError(fmt::format("formula: expected an argument of {}, found none", function.name));
    Quantity shared = at(places[0]);
    for (int i = 1; i < n; ++i) {
        shared.unit = sharedUnit(function.name, shared, at(places[i]));
        shared.number.reset();
    }
    switch (function.rule) {
        case UnitRule::Keeps:
            return placeOf({shared.unit});
        case UnitRule::Root:
            return placeOf({shared.unit.toThe(0.5)});
        case UnitRule::ToPlain:
            return placeOf({});
        case UnitRule::PlainAlone:
            break;
    }
    if (!shared.unit.isPlain())
        throw OptionError(fmt::format("formula: expected a plain number in {}, found {}; divide by {}",
                                      function.name, shared.unit.words(), shared.unit.text()));
    return placeOf({});
}

int readPlace(const char* text, int* position, double* value) {
    double number = 0;
    const auto length = readLiteral(text, number);
    if (length == 0) return 0;
    *position += static_cast<int>(length);
    *value = placeOf({{}, number});
    return 1;
}

class UnitParser : public mu::Parser {
  public:
    UnitParser() {
        AddValIdent(readPlace);
        EnableBuiltInOprt(false);
        ClearFun();
        ClearConst();
        ClearInfixOprt();
        for (const auto& function : formulaFunctions())
            DefineFunUserData(function.name, appliedFunction, const_cast<FormulaFunction*>(&function),
                              false);  // read alone
        DefineOprt("+", added, mu::prADD_SUB);
        DefineOprt("-", subtracted, mu::prADD_SUB);
        DefineOprt("*", multiplied, mu::prMUL_DIV);
        DefineOprt("/", divided, mu::prMUL_DIV);
        DefineOprt("^", raised, mu::prPOW, mu::oaRIGHT);
        for (const char* sign : {"<", ">", "<=", ">=", "==", "!="})
            DefineOprt(sign, comparedUnits, mu::prCMP);
        DefineOprt("&&", joinedConditions, mu::prLAND);
        DefineOprt("||", joinedConditions, mu::prLOR);
        DefineInfixOprt("-", negated, mu::prINFIX, false);
        DefineInfixOprt("+", unchanged, mu::prINFIX, false);
    }
};

}  // namespace

std::string unitOfFormula(const std::string& formula, const std::vector<FormulaName>& names) {
    quantities.clear();
    std::vector<double> places;
    places.reserve(names.size());  // the parser keeps where they lie
    UnitParser parser;
    for (const auto& [name, unit] : names) {
        places.push_back(placeOf({Unit(unit)}));
        parser.DefineVar(name, &places.back());
    }
    for (const auto& [name, unit] : formulaConstants())
        parser.DefineConst(name, placeOf({Unit(unit), constantNamed(name)}));
    parser.SetExpr(formula);
    const auto unit = at(parser.Eval()).unit;
    if (parser.GetNumResults() != 1)
        throw OptionError("formula: expected one formula, found several between commas");
    return unit.text();
}

}  // namespace nescio
