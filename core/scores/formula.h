// A formula over columns, as it is typed: "-log_p + 0.5*volume". Names have units, and what is added or
// compared has to have the same: no formula adds nats to bytes unless it says how many nats a byte is.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace nescio {

/// A column that a formula may name.
struct FormulaName {
    std::string name;  ///< letters, digits and underscores
    std::string unit;  ///< "nats"; "" for a plain number
    bool operator==(const FormulaName&) const = default;
};

/// Names that stand for one number in every formula: conversions and units, "nats_per_bit", "bytes".
const std::vector<FormulaName>& formulaConstants();

/// The longest formula, in bytes, and how deep its parentheses may lie in each other.
inline constexpr std::size_t kLongestFormula = 4000;
inline constexpr int kDeepestFormula = 100;

/// A formula that was found to make sense: + − * / ^, comparisons (1 or 0), and the functions of muParser.
/// Literals are plain numbers, and 0 is one of any unit.
class Formula {
  public:
    /// Throws: OptionError, one sentence: what cannot be read and where, a name that is none of these and
    /// which there are, units that do not go together and what to write.
    Formula(std::string text, const std::vector<FormulaName>& known);

    [[nodiscard]] const std::string& text() const { return m_text; }
    /// Those of the known that it reads, never none; in alphabetical order.
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    /// Of its values; "" for a plain number.
    [[nodiscard]] const std::string& unit() const { return m_unit; }

    /// One value a row. A row with a NaN is NaN, whatever the formula makes of it; 1/0 is infinity.
    /// Shapes: a list a name of names(), all of one length.
    [[nodiscard]] std::vector<double> evaluate(const std::vector<std::vector<double>>& columns) const;

  private:
    std::string m_text;    ///< as typed
    std::string m_parsed;  ///< with the signs that the parser knows
    std::vector<std::string> m_names;
    std::string m_unit;
};

}  // namespace nescio
