#include "tests/device/findings.h"

#include <iostream>

#include <nlohmann/json.hpp>

#include "core/values/failure.h"

namespace nescio::devices {
namespace {

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Findings::Findings(std::ostream& out, const std::string& head) : m_out(out) {
    m_out << "{" << head << ",\n\"findings\": [";
}

void Findings::ask(const std::string& of, const std::string& what, const Limit& limit,
                   const std::function<double()>& measure) {
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
    m_out << (m_asked++ == 0 ? "\n" : ",\n") << answer << std::flush;
    if (answer["ok"].get<bool>()) return;
    ++m_failed;
    std::cerr << "FAILED: " << answer << '\n';
}

void Findings::close() {
    m_out << "\n],\n\"asked\": " << m_asked << ", \"failed\": " << m_failed
          << ", \"seconds\": " << secondsSince(m_start) << "}\n";
}

}  // namespace nescio::devices
