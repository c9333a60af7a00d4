#include "tests/device/findings.h"

#include <algorithm>
#include <iostream>

#include "core/values/failure.h"

namespace nescio::devices {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <std::size_t N>
void keep(char (&to)[N], const std::string& text) {
    const auto length = std::min(text.size(), N - 1);
    std::copy_n(text.begin(), length, to);
    to[length] = 0;
}

}  // namespace

void Findings::open(const std::string& head) {
    m_out << "{" << head << ",\n\"findings\": [" << std::flush;
}

void Findings::ask(const std::string& of, const std::string& what, const Limit& limit,
                   const std::function<double()>& measure) {
    keep(m_tally.of, of);
    keep(m_tally.asking, what);
    const auto start = Clock::now();
    nlohmann::ordered_json answer{{"of", of}, {"what", what}, {"ok", false}};
    try {
        const double measured = measure();
        answer["ok"] = measured <= limit.most;  // false for NaN
        answer["measured"] = measured;
        answer["at_most"] = limit.most;
        answer["unit"] = limit.unit;
    } catch (...) {
        answer["error"] = currentFailure(what).message;
    }
    answer["seconds"] = secondsSince(start);
    write(answer);
}

void Findings::answerFor(const std::string& howItEnded) {
    write({{"of", m_tally.of}, {"what", m_tally.asking}, {"ok", false}, {"error", howItEnded}});
}

void Findings::write(const nlohmann::ordered_json& answer) {
    m_out << (m_tally.asked++ == 0 ? "\n" : ",\n") << answer << std::flush;
    if (answer["ok"].get<bool>()) return;
    ++m_tally.failed;
    std::cerr << "FAILED: " << answer << '\n';
}

void Findings::close() {
    m_out << "\n],\n\"asked\": " << m_tally.asked << ", \"failed\": " << m_tally.failed
          << ", \"seconds\": " << secondsSince(m_start) << "}\n";
}

}  // namespace nescio::devices
