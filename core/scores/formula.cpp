#include "core/scores/formula.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include "core/scores/formula_parser.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

int readNumberHere(const char* text, int* position, double* value) {
    const auto length = readLiteral(text, *value);
    *position += static_cast<int>(length);
    return length > 0 ? 1 : 0;
}

/// With every name bound to a place of `values`.
mu::Parser parserOf(const std::string& formula, const std::vector<std::string>& names,
                    std::vector<double>& values) {
    mu::Parser parser;
    parser.AddValIdent(readNumberHere);
    for (const auto& [name, unit] : formulaConstants()) parser.DefineConst(name, constantNamed(name));
    for (std::size_t i = 0; i < names.size(); ++i) parser.DefineVar(names[i], &values[i]);
    parser.SetExpr(formula);
    return parser;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// What papers and our own labels have in place of the signs on a keyboard.
std::string withPlainSigns(std::string text) {
    replaceAll(text, "−", "-");
    replaceAll(text, "·", "*");
    replaceAll(text, "×", "*");
    return text;
}

void requireReadable(const std::string& text) {
    if (text.size() > kLongestFormula)
        throw OptionError(
            fmt::format("formula: expected at most {} characters, found {}", kLongestFormula, text.size()));
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        throw OptionError("formula: expected one such as -log_p + 0.5*volume, found nothing");
    int depth = 0, deepest = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        deepest = std::max(deepest, depth);
        if (c == '?' || c == ':')  // muParser would look at the units of one branch alone
            throw OptionError(
                "formula: expected no conditions, found “?:”; multiply by a comparison, as in (volume > "
                "0)*volume");
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r')
            throw OptionError("formula: expected text, found a control character");
    }
    if (deepest > kDeepestFormula)
        throw OptionError(
            fmt::format("formula: expected parentheses at most {} deep, found {}", kDeepestFormula, deepest));
}

std::vector<std::string> usedNames(const std::string& formula, const std::vector<FormulaName>& known) {
    std::vector<std::string> names, used;
    for (const auto& one : known) names.push_back(one.name);
    std::vector<double> values(names.size(), 1);
    auto parser = parserOf(formula, names, values);
    parser.Eval();
    for (const auto& [name, place] : parser.GetUsedVar()) used.push_back(name);
    return used;
}

}  // namespace

Formula::Formula(std::string text, const std::vector<FormulaName>& known) : m_text(std::move(text)) {
    requireReadable(m_text);
    m_parsed = withPlainSigns(m_text);
    try {
        m_unit = unitOfFormula(m_parsed, known);
        m_names = usedNames(m_parsed, known);
    } catch (const mu::ParserError& error) {
        throw OptionError(sentenceOf(error, known));
    }
    if (m_names.empty())
        throw OptionError(
            "formula: expected a name of a column in it, found none: it is one number for all images");
}

std::vector<double> Formula::evaluate(const std::vector<std::vector<double>>& columns) const {
    std::vector<double> now(m_names.size());
    auto parser = parserOf(m_parsed, m_names, now);
    std::vector<double> values(columns.at(0).size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        bool isNumber = true;
        for (std::size_t c = 0; c < now.size(); ++c) {
            now[c] = columns[c][row];
            isNumber = isNumber && !std::isnan(now[c]);
        }
        values[row] = isNumber ? parser.Eval() : std::numeric_limits<double>::quiet_NaN();
    }
    return values;
}

}  // namespace nescio
