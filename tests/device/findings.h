// What a check finds out, said as soon as it is known: a program that is stopped half-way has told the first
// half.
#pragma once

#include <chrono>
#include <functional>
#include <ostream>
#include <string>

namespace nescio::devices {

/// The most that a measured difference may be.
struct Limit {
    double most = 0;
    std::string unit;
};

/// Questions and their answers as one JSON object, an answer a line. Failures are repeated on stderr.
class Findings {
  public:
    /// `head`: fields of the object that go before the answers, as JSON without braces.
    Findings(std::ostream& out, const std::string& head);
    /// Ends the object.
    void close();

    /// Measures a difference that may not exceed the limit. What is thrown is an answer, too: a failed one.
    void ask(const std::string& of, const std::string& what, const Limit& limit,
             const std::function<double()>& measure);

    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] int failed() const { return m_failed; }

  private:
    using Clock = std::chrono::steady_clock;

    std::ostream& m_out;
    Clock::time_point m_start = Clock::now();
    int m_asked = 0, m_failed = 0;
};

}  // namespace nescio::devices
