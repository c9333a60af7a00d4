#include "core/scores/formula_parser.h"

#include <cctype>
#include <charconv>
#include <numbers>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr std::size_t kMostShown = 40;  // of a token

bool startsName(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string shortened(const std::string& text) {
    const auto shown = text.substr(0, text.find_last_not_of(' ') + 1);  // muParser adds a blank
    return shown.size() <= kMostShown ? shown : fmt::format("{}…", shown.substr(0, kMostShown));
}

std::string listOf(const std::vector<FormulaName>& names) {
    std::vector<std::string> all;
    for (const auto& [name, unit] : names)
        all.push_back(unit.empty() ? name : fmt::format("{} [{}]", name, unit));
    return fmt::format("{}", fmt::join(all, ", "));
}

std::string whatIsWrong(mu::EErrorCodes code) {
    switch (code) {
        case mu::ecUNEXPECTED_EOF:
            return "something behind it";
        case mu::ecMISSING_PARENS:
            return "as many closing as opening parentheses";
        case mu::ecTOO_MANY_PARAMS:
            return "fewer arguments of a function";
        case mu::ecTOO_FEW_PARAMS:
            return "more arguments of a function";
        case mu::ecUNEXPECTED_ARG_SEP:
            return "no comma outside of a function's parentheses; the decimal sign is a point";
        default:
            return "numbers and names with + - * / ^, comparisons or a function between them";
    }
}

}  // namespace

const std::vector<FormulaFunction>& formulaFunctions() {
    using enum UnitRule;
    static const std::vector<FormulaFunction> functions{
        {"abs", Keeps},        {"min", Keeps},        {"max", Keeps},       {"sum", Keeps},
        {"avg", Keeps},        {"sqrt", Root},        {"sign", ToPlain},    {"atan2", ToPlain},
        {"exp", PlainAlone},   {"ln", PlainAlone},    {"log", PlainAlone},  {"log2", PlainAlone},
        {"rint", PlainAlone},  {"log10", PlainAlone}, {"sin", PlainAlone},  {"cos", PlainAlone},
        {"tan", PlainAlone},   {"asin", PlainAlone},  {"acos", PlainAlone}, {"atan", PlainAlone},
        {"sinh", PlainAlone},  {"cosh", PlainAlone},  {"tanh", PlainAlone}, {"asinh", PlainAlone},
        {"acosh", PlainAlone}, {"atanh", PlainAlone}};
    return functions;
}

const std::vector<FormulaName>& formulaConstants() {
    static const std::vector<FormulaName> constants{{"nats_per_bit", "nats/bits"},
                                                    {"bits_per_byte", "bits/bytes"},
                                                    {"nats", "nats"},
                                                    {"bits", "bits"},
                                                    {"bytes", "bytes"}};
    return constants;
}

double constantNamed(const std::string& name) {
    if (name == "nats_per_bit") return std::numbers::ln2;
    return name == "bits_per_byte" ? 8 : 1;
}

std::size_t readLiteral(const char* text, double& value) {
    if (std::isdigit(static_cast<unsigned char>(*text)) == 0 && *text != '.') return 0;
    const std::string_view all(text);
    const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), value);
    if (error != std::errc{})
        throw OptionError(fmt::format("formula: expected a number from 1e-307 to 1e308, found “{}”",
                                      shortened(std::string(all.substr(0, all.find_first_of(" +*/^(),"))))));
    return static_cast<std::size_t>(end - all.data());
}

std::string sentenceOf(const mu::ParserError& error, const std::vector<FormulaName>& names) {
    const auto& token = error.GetToken();
    if (error.GetCode() == mu::ecUNASSIGNABLE_TOKEN && !token.empty() && startsName(token.front())) {
        auto known = names;
        known.insert(known.end(), formulaConstants().begin(), formulaConstants().end());
        return fmt::format(
            "formula: expected one of {}, or a function such as exp, ln, abs, min, max, found “{}”",
            listOf(known), shortened(token));
    }
    const auto place =
        error.GetPos() >= 0 ? fmt::format(" at character {}", error.GetPos() + 1) : std::string();
    const bool ends = token.empty() || error.GetCode() == mu::ecUNEXPECTED_EOF;
    return fmt::format("formula: expected {}, found {}{}", whatIsWrong(error.GetCode()),
                       ends ? "its end" : fmt::format("“{}”", shortened(token)), place);
}

}  // namespace nescio
