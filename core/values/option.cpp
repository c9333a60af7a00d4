#include "core/values/option.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

const char* typeName(const OptionValue& value) {
    constexpr const char* kNames[] = {"true or false", "a whole number", "a number", "text"};
    return kNames[value.index()];
}

std::string rangeText(const OptionField& field) {
    if (!field.choices.empty()) return fmt::format("one of {}", fmt::join(field.choices, ", "));
    if (std::holds_alternative<std::int64_t>(field.standard) ||
        std::holds_alternative<double>(field.standard))
        return fmt::format("{} from {} to {}", typeName(field.standard), plainNumber(field.minimum),
                           plainNumber(field.maximum));
    return typeName(field.standard);
}

[[noreturn]] void refuse(const OptionField& field, const std::string& found) {
    throw OptionError(fmt::format("option “{}”: {}", field.id, expectedButFound(field, found)));
}

bool holds(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void check(const OptionField& field, const OptionValue& value, OptionSource source) {
    if (value.index() != field.standard.index()) refuse(field, toText(value));
    const auto inRange = [&](double number) {
        return std::isfinite(number) && number >= field.minimum && number <= field.maximum;
    };
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        if (!inRange(static_cast<double>(*whole))) refuse(field, toText(value));
    if (const auto* real = std::get_if<double>(&value))
        if (!inRange(*real)) refuse(field, toText(value));
    const auto* text = std::get_if<std::string>(&value);
    if (!text || field.choices.empty() || holds(field.choices, *text)) return;
    const bool former = holds(field.former, *text);
    if (!former) refuse(field, *text);
    if (source == OptionSource::Asked)
        throw OptionError(fmt::format("option “{}”: expected {}, found “{}”, which only older runs have",
                                      field.id, rangeText(field), *text));
}

template <class Number>
Number numberOr(const std::optional<Number>& number, const OptionField& field, const std::string& text) {
    if (!number) refuse(field, text);
    return *number;
}

template <class T>
const T& get(const OptionValues& values, const std::string& id) {
    const auto found = values.find(id);
    if (found == values.end()) throw OptionError("expected option “" + id + "”, found none");
    const T* value = std::get_if<T>(&found->second);
    if (!value) throw OptionError("option “" + id + "” holds " + typeName(found->second));
    return *value;
}

}  // namespace

std::string plainNumber(double value) {
    constexpr double kWholeFrom = 1e5;  // where {:g} begins to round
    return std::abs(value) >= kWholeFrom && value == std::floor(value) && std::abs(value) < 1e16
               ? fmt::format("{:.0f}", value)
               : fmt::format("{:g}", value);
}

std::string expectedButFound(const OptionField& field, const std::string& found) {
    return fmt::format("expected {}, found “{}”", rangeText(field), found);
}

std::string choiceTitle(const OptionField& field, const std::string& choice) {
    const auto found = std::find(field.choices.begin(), field.choices.end(), choice);
    const auto at = static_cast<std::size_t>(found - field.choices.begin());
    if (at < field.choiceTitles.size()) return field.choiceTitles[at];
    std::string words = choice;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string toText(const OptionValue& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::string>)
                return held;
            else
                return fmt::format("{}", held);
        },
        value);
}

OptionValue parseOption(const OptionField& field, const std::string& text) {
    OptionValue value = text;
    if (std::holds_alternative<bool>(field.standard)) {
        if (text != "true" && text != "false") refuse(field, text);
        value = text == "true";
    } else if (std::holds_alternative<std::int64_t>(field.standard)) {
        value = numberOr(readWhole(text), field, text);
    } else if (std::holds_alternative<double>(field.standard)) {
        value = numberOr(readNumber(text), field, text);
    }
    check(field, value, OptionSource::Asked);
    return value;
}

OptionValues completed(const std::vector<OptionField>& fields, const OptionValues& given,
                       OptionSource source) {
    OptionValues values;
    for (const auto& field : fields) values[field.id] = field.standard;
    for (const auto& [id, value] : given) {
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.id == id; });
        if (field == fields.end()) {
            std::vector<std::string> known;
            for (const auto& f : fields) known.push_back(f.id);
            throw OptionError(
                fmt::format("expected one of the options {}, found “{}”", fmt::join(known, ", "), id));
        }
        check(*field, value, source);
        values[id] = value;
    }
    return values;
}

bool boolOption(const OptionValues& values, const std::string& id) {
    return get<bool>(values, id);
}
std::int64_t intOption(const OptionValues& values, const std::string& id) {
    return get<std::int64_t>(values, id);
}
double realOption(const OptionValues& values, const std::string& id) {
    return get<double>(values, id);
}
const std::string& textOption(const OptionValues& values, const std::string& id) {
    return get<std::string>(values, id);
}

}  // namespace nescio
