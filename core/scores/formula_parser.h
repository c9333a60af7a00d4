// What numbers and units are computed with: the same words for both, so that both read a formula alike. Only
// for the sources of formulas; muParser stays behind formula.h.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <muParser.h>

#include "core/scores/formula.h"

namespace nescio {

/// What a function asks of the units of its arguments, and what it gives.
enum class UnitRule {
    Keeps,       ///< one unit, that of the result: abs, max
    Root,        ///< half its powers: sqrt
    ToPlain,     ///< one unit, a plain result: sign, atan2
    PlainAlone,  ///< plain numbers alone: exp
};

/// The functions there are in formulas.
struct FormulaFunction {
    const char* name;
    UnitRule rule;
};
const std::vector<FormulaFunction>& formulaFunctions();

/// What a constant of formulaConstants() is.
double constantNamed(const std::string& name);

/// A literal at the front of a text: its length, 0 where there is none.
/// Throws: OptionError where no double holds it. (muParser's own reading, which comes after, is never asked.)
std::size_t readLiteral(const char* text, double& value);

/// One sentence for what muParser found.   `names`: those known.
std::string sentenceOf(const mu::ParserError& error, const std::vector<FormulaName>& names);

/// The unit of a formula's values.   Throws: OptionError, mu::ParserError.
std::string unitOfFormula(const std::string& formula, const std::vector<FormulaName>& names);

}  // namespace nescio
