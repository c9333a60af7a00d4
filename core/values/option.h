// Options as data: a kind (model, optimiser, score, ...) declares its fields once; the command line, the
// form in the window, the run file and the range checks are all drawn from that declaration.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace nescio {

/// A value of an option. Text holds the id of a choice where the field lists choices.
using OptionValue = std::variant<bool, std::int64_t, double, std::string>;

/// Values by field id. Missing ids mean the default.
using OptionValues = std::map<std::string, OptionValue>;

/// One field: what it is called, what it may be, and one sentence of help.
struct OptionField {
    std::string id;                              ///< lower_snake, unique within its kind, never reused
    std::string title;                           ///< for people
    OptionValue standard = std::int64_t{0};      ///< the default; also fixes the type
    double minimum = 0;                          ///< smallest legal number (ignored for text and switches)
    double maximum = 0;                          ///< largest legal number
    std::string unit;                            ///< "" where it has none
    std::string help;                            ///< one sentence
    std::vector<std::string> choices;            ///< legal ids of a text field; empty: free text
    std::vector<std::string> choiceTitles = {};  ///< for people, one a choice; empty: the ids
    std::vector<std::string> former = {};  ///< ids that older runs hold; they open, nothing new may take one
};

/// What people read for a choice: its title, else its id without underscores.
std::string choiceTitle(const OptionField& field, const std::string& choice);

/// A bound of a range as people write it: "1000000", "0.999".
std::string plainNumber(double value);

/// "expected a whole number from 1 to 64, found “many”".
std::string expectedButFound(const OptionField& field, const std::string& found);

/// Text of a value as people type it: "true", "8", "0.001", "conv".
std::string toText(const OptionValue& value);

/// Reads `text` as a value of the type of `field`; numbers as readNumber() does.   Throws: OptionError naming
/// field, range and text.
OptionValue parseOption(const OptionField& field, const std::string& text);

/// Where values come from: asked for now, or kept with a run, which may be older than this program.
enum class OptionSource { Asked, Kept };

/// The values with every default filled in and every value checked.
/// Throws: OptionError on an unknown id, a wrong type, a value out of range, or a former choice asked for.
OptionValues completed(const std::vector<OptionField>& fields, const OptionValues& given,
                       OptionSource source = OptionSource::Asked);

/// Reads one value of a completed map.   Requires: the id is there with that type (else OptionError).
bool boolOption(const OptionValues& values, const std::string& id);
std::int64_t intOption(const OptionValues& values, const std::string& id);
double realOption(const OptionValues& values, const std::string& id);
const std::string& textOption(const OptionValues& values, const std::string& id);

}  // namespace nescio
