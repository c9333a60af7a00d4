// What a check finds out, said as soon as it is known: a program that is stopped half-way has told the first
// half.
#pragma once

#include <chrono>
#include <functional>
#include <ostream>
#include <string>

#include <nlohmann/json.hpp>

namespace nescio::devices {

/// The most that a measured difference may be.
struct Limit {
    double most = 0;
    std::string unit;
};

/// How far a check has come. Plain memory, so that it can be shared with a process that may not live to tell.
struct Tally {
    std::size_t unit = 0;  ///< of what is gone through: the one at hand
    int asked = 0, failed = 0;
    char of[100] = "", asking[100] = "";  ///< the question at hand
};

/// Questions and their answers as one JSON object, an answer a line. Failures are repeated on stderr.
class Findings {
  public:
    Findings(std::ostream& out, Tally& tally) : m_out(out), m_tally(tally) {}

    /// Begins the object. `head`: fields that go before the answers, as JSON without braces.
    void open(const std::string& head);
    /// Ends it.
    void close();

    /// Measures a difference that may not exceed the limit. What is thrown is an answer, too: a failed one.
    void ask(const std::string& of, const std::string& what, const Limit& limit,
             const std::function<double()>& measure);

    /// Answers for a process that ended over the question at hand.
    void answerFor(const std::string& howItEnded);

  private:
    using Clock = std::chrono::steady_clock;
    void write(const nlohmann::ordered_json& answer);

    std::ostream& m_out;
    Tally& m_tally;
    Clock::time_point m_start = Clock::now();
};

}  // namespace nescio::devices
