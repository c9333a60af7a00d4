// Units of what is computed with: products of powers of named ones. Conversion is multiplication by a
// quantity that has the unit nats/bits, so that nothing has to be known of any unit here.
#pragma once

#include <map>
#include <string>

namespace nescio {

/// "nats", "bits/dim", "nats^2"; a plain number has none.
class Unit {
  public:
    Unit() = default;
    /// Reads what text() gives; words may be in singular or plural, "" and "1" are plain numbers, and words
    /// that nobody knows are units of their own.
    explicit Unit(const std::string& text);

    /// "nats", "bits/dim", "a plain number".
    [[nodiscard]] std::string words() const;
    /// The same for files: "" for a plain number.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool isPlain() const { return m_powers.empty(); }
    [[nodiscard]] Unit times(const Unit& other) const;
    [[nodiscard]] Unit toThe(double power) const;
    bool operator==(const Unit&) const = default;

  private:
    void multiply(const std::string& name, double power);

    std::map<std::string, double> m_powers;  ///< none is 0
};

}  // namespace nescio
