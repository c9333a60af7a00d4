// Any text, read as a formula and computed.
#include <cstdlib>

#include "core/scores/formula.h"
#include "core/values/failure.h"

using namespace nescio;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<FormulaName> known{{"log_p", "nats"}, {"png", "bytes"}, {"D", "dim"}, {"x", ""}};
    try {
        const Formula formula(std::string(reinterpret_cast<const char*>(data), size), known);
        const std::vector<std::vector<double>> columns(formula.names().size(), {1.5, -2, 0});
        if (formula.evaluate(columns).size() != 3) std::abort();
    } catch (const OptionError&) {
        // a sentence
    }
    return 0;
}
