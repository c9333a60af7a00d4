#include "app/cli/number_option.h"

#include "core/values/failure.h"
#include "core/values/option.h"

namespace nescio {
namespace {

OptionField fieldOf(const NumberRange& range, bool whole) {
    OptionField field{.id = "", .title = "", .minimum = range.least, .maximum = range.most};
    if (!whole) field.standard = range.least;
    return field;
}

}  // namespace

std::string rangeWords(const NumberRange& range) {
    return fmt::format("{} to {}", plainNumber(range.least), plainNumber(range.most));
}

CLI::Validator within(const NumberRange& range, bool whole) {
    return {[field = fieldOf(range, whole)](std::string& typed) -> std::string {
                try {
                    typed = toText(parseOption(field, typed));  // what follows reads "010" as eight
                    return {};
                } catch (const OptionError&) {
                    return expectedButFound(field, typed);
                }
            },
            rangeWords(range)};
}

}  // namespace nescio
