#include "core/scores/named_columns.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include <fmt/format.h>

#include "core/scores/score.h"
#include "core/scores/term_sums.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr const char* kLevel = "level_";
constexpr const char* kMember = "member_";

/// n of "level_<n>"; 0 where the name is none.
int numberBehind(const std::string& name, const std::string& stem) {
    int number = 0;
    if (!name.starts_with(stem)) return 0;
    const auto* end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + stem.size(), end, number);
    return read.ec == std::errc() && read.ptr == end ? number : 0;
}

std::vector<double> ofMember(const TermTable& table, int member) {
    auto nats = sumOfTerms(table, [member](const TermInfo& info) { return info.member == member; });
    for (double& value : nats) value *= membersOf(table.columns);  // its terms are divided by their number
    return nats;
}

std::vector<double> termNamed(const TermTable& table, const std::string& name) {
    if (name == "log_p") return table.logLikelihoods();
    if (name == "density") return table.densities();
    if (name == "volume") return table.volumes();
    if (name == "bits_per_dim") return table.bitsPerDims();
    if (name == "D") return std::vector<double>(table.rows(), static_cast<double>(table.shape.dims()));
    if (const int level = numberBehind(name, kLevel))
        return sumOfTerms(table, [level](const TermInfo& info) { return info.level == level; });
    if (const int member = numberBehind(name, kMember)) return ofMember(table, member);
    return sumOfTerms(table, [](const TermInfo& info) { return info.kind == TermKind::Scaling; });
}

bool isNamed(const std::vector<FormulaName>& names, const std::string& name) {
    return std::any_of(names.begin(), names.end(), [&](const auto& known) { return known.name == name; });
}

/// "latents.normality" as a name in a formula.
std::string asName(std::string text) {
    for (char& c : text)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return text;
}

/// The least that a registered score which reads the measure was told: training statistics come with a fit,
/// not with the column.
Knowledge knowledgeOf(const Measurement& measurement) {
    auto least = Knowledge::OodLabels;
    bool isRead = false;
    for (const auto& kind : scoresFor({})) {
        if (std::find(kind.measures.begin(), kind.measures.end(), measurement.measure) == kind.measures.end())
            continue;
        const bool byFit = kind.knows == Knowledge::TrainingStatistics;
        least = std::min(least, byFit ? Knowledge::Nothing : kind.knows);
        isRead = true;
    }
    return isRead ? std::max(least, measurement.knows) : measurement.knows;
}

void put(std::vector<MeasuredName>& names, MeasuredName name) {
    const auto same = std::find_if(names.begin(), names.end(),
                                   [&](const auto& known) { return known.input.name == name.input.name; });
    if (same == names.end())
        names.push_back(std::move(name));
    else
        *same = std::move(name);  // what was measured later is what will be read
}

}  // namespace

std::vector<FormulaName> termNames(const std::vector<TermInfo>& terms) {
    std::vector<FormulaName> names{{"log_p", "nats"},   {"density", "nats"},          {"volume", "nats"},
                                   {"scaling", "nats"}, {"bits_per_dim", "bits/dim"}, {"D", "dim"}};
    if (!hasVolume(terms)) std::erase_if(names, [](const auto& known) { return known.name == "volume"; });
    for (int level = 1; level <= levelsOf(terms); ++level)
        names.push_back({fmt::format("{}{}", kLevel, level), "nats"});
    for (int member = 1; member <= membersOf(terms); ++member)
        names.push_back({fmt::format("{}{}", kMember, member), "nats"});
    return names;
}

std::string nameInFormulas(const Measurement& measurement, std::size_t c) {
    return asName(columnName(measurement, c));
}

std::vector<MeasuredName> measuredNames(const std::vector<Measurement>& measurements) {
    std::vector<MeasuredName> names;
    for (const auto& one : measurements) {
        const auto knows = knowledgeOf(one);
        for (std::size_t c = 0; c < one.columns.size(); ++c) {
            const auto& column = one.columns[c];
            const auto name = nameInFormulas(one, c), shortName = asName(one.measure);
            put(names, {{name, one.measure, column.name, column.unit}, knows, false});
            if (c == 0 && shortName != name)
                put(names, {{shortName, one.measure, column.name, column.unit}, knows, true});
        }
    }
    return names;
}

std::vector<double> valuesNamed(const SetColumns& columns, const std::string& name,
                                const std::vector<CompositionInput>& inputs) {
    for (const auto& input : inputs) {
        if (input.name != name) continue;
        const auto found = columns.measurements.find(input.measure);
        const auto* column = found == columns.measurements.end() ? nullptr : found->second.find(input.column);
        if (!column)
            throw UnsupportedError(fmt::format("{}: expected {} of {} for “{}”, found none", name,
                                               input.column, input.measure, columns.terms->setTitle));
        if (column->unit != input.unit)
            throw UnsupportedError(
                fmt::format("{}: expected values in “{}”, as when it was named, found “{}” for “{}”", name,
                            input.unit, column->unit, columns.terms->setTitle));
        return column->values;
    }
    if (isNamed(termNames(columns.terms->columns), name)) return termNamed(*columns.terms, name);
    throw UnsupportedError(fmt::format("{}: expected a part of log p of “{}”, found none of this name", name,
                                       columns.terms->setTitle));
}

}  // namespace nescio
