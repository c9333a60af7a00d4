#include "widgets/plots/breakdown_rows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <QStringList>

#include "widgets/plots/breakdown_plot.h"

namespace nescio {
namespace {

enum class Part { Density, OtherSteps, Coupling, PriorScale, Scaling };

/// "coupling" of "level 1 · step 3 · coupling".
QString lastPart(const Term& term) {
    return QString::fromStdString(term.info.label).section(QStringLiteral(" · "), -1);
}

Part partOf(const Term& term) {
    if (term.info.kind == TermKind::Scaling) return Part::Scaling;
    if (!isVolume(term.info.kind)) return Part::Density;
    if (term.info.step == 0 && term.info.level > 0) return Part::PriorScale;  // of a level, of no step
    return lastPart(term).contains(QLatin1String("coupling")) ? Part::Coupling : Part::OtherSteps;
}

double referenceOf(const BreakdownData& data, std::size_t index) {
    const auto& terms = data.referenceMean.terms;
    // A reference of another model would put ticks at meaningless places.
    const bool known = terms.size() == data.breakdown.terms.size();
    return known ? terms[index].nats : std::numeric_limits<double>::quiet_NaN();
}

struct Group {
    BreakdownRow row;
    int level = 0;
    QStringList parts;
};

QString labelOf(const Group& group) {
    // Joined names get long, and every letter is taken from the bars.
    const QString parts =
        group.parts.join(QStringLiteral(" + ")).replace(QLatin1String("convolution"), QLatin1String("conv."));
    return group.level > 0 ? BreakdownPlot::tr("level %1 · %2").arg(group.level).arg(parts) : parts;
}

}  // namespace

std::vector<BreakdownRow> everyTerm(const BreakdownData& data) {
    std::vector<BreakdownRow> rows;
    for (std::size_t i = 0; i < data.breakdown.terms.size(); ++i) {
        const Term& term = data.breakdown.terms[i];
        rows.push_back({.label = QString::fromStdString(term.info.label),
                        .kind = term.info.kind,
                        .nats = term.nats,
                        .referenceNats = referenceOf(data, i)});
    }
    return rows;
}

std::vector<BreakdownRow> groupedTerms(const BreakdownData& data) {
    using Key = std::tuple<int, Part, TermKind>;
    std::map<Key, std::size_t> places;
    std::vector<Group> groups;
    for (std::size_t i = 0; i < data.breakdown.terms.size(); ++i) {
        const Term& term = data.breakdown.terms[i];
        const Key key{term.info.level, partOf(term), term.info.kind};
        const auto [at, fresh] = places.try_emplace(key, groups.size());
        if (fresh)
            groups.push_back(
                {{.label = {}, .kind = term.info.kind, .nats = 0, .referenceNats = 0, .terms = 0},
                 term.info.level,
                 {}});
        Group& group = groups[at->second];
        group.row.nats += term.nats;
        group.row.referenceNats += referenceOf(data, i);
        ++group.row.terms;
        const QString part = lastPart(term);
        if (!group.parts.contains(part)) group.parts << part;
    }
    std::vector<BreakdownRow> rows;
    for (Group& group : groups) {
        group.row.label = labelOf(group);
        rows.push_back(group.row);
    }
    return rows;
}

}  // namespace nescio
