#include "app/pages/detection/score_table_model.h"

#include <QPalette>

#include "core/scores/detection_figures.h"
#include "core/values/number_text.h"
#include "datasets/naming.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

const std::string& problemOf(const DetectedScore& score, std::size_t set) {
    return score.problem.empty() ? score.sets[set].problem : score.problem;
}

QString figureWords(const RocResult& roc) {
    QStringList lines;
    for (const auto& figure : detectionFigures())
        lines << QObject::tr("%1: %2 (%3)")
                     .arg(QString::fromUtf8(figure.title), toQt(intervalText(roc.*figure.interval)),
                          QString::fromUtf8(figure.meaning));
    lines << QObject::tr("n = %1 in-distribution, %2 OOD")
                 .arg(countWords(static_cast<std::int64_t>(roc.nIn)),
                      countWords(static_cast<std::int64_t>(roc.nOut)));
    return lines.join(QLatin1Char('\n'));
}

QString claimWords(const ScoreClaim& claim) {
    return QObject::tr("%1 %2 (%3)")
        .arg(QString::number(claim.auroc, 'f', 3), toQt(claim.what), toQt(claim.evidence));
}

/// "Against MNIST: 0.950 claimed (…); ours 0.912 [0.905, 0.919]"; "" where nobody claimed anything.
QString claimsOn(const Comparison& comparison, const DetectedScore& score, std::size_t set) {
    const auto& out = *comparison.input.out[set].terms;
    QStringList claims;
    for (const auto& claim : score.kind.claims)
        if (claim.in == familyOf(comparison.input.in.terms->setId) && claim.out == familyOf(out.setId))
            claims << claimWords(claim);
    if (claims.isEmpty()) return {};
    const auto ours = problemOf(score, set).empty() ? toQt(intervalText(score.sets[set].roc.auroc))
                                                    : QObject::tr("none yet");
    return QObject::tr("AUROC against %1: others %2; ours %3")
        .arg(toQt(out.setTitle), claims.join(QStringLiteral("; ")), ours);
}

}  // namespace

QString scoreWords(const Comparison& comparison, std::size_t at) {
    const auto& score = comparison.detection.scores[at];
    const auto& kind = score.kind;
    QStringList lines{QObject::tr("%1 (%2): %3 — %4")
                          .arg(toQt(kind.title), toQt(kind.id), toQt(kind.formula), toQt(kind.source))};
    if (!score.fit.score.empty())
        lines << QObject::tr("Fitted on %1, n = %2")
                     .arg(toQt(score.fit.referenceTitle), countWords(score.fit.images));
    QStringList problems;
    for (std::size_t set = 0; set < comparison.input.out.size(); ++set) {
        if (const auto claims = claimsOn(comparison, score, set); !claims.isEmpty()) lines << claims;
        const auto problem = toQt(problemOf(score, set));
        if (!problem.isEmpty() && !problems.contains(problem)) problems << problem;
    }
    return (lines + problems).join(QLatin1Char('\n'));
}

void ScoreTableModel::show(std::shared_ptr<const Comparison> comparison) {
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

const DetectedScore& ScoreTableModel::score(int row) const {
    return m_comparison->detection.scores[static_cast<std::size_t>(row)];
}

std::string ScoreTableModel::scoreId(int row) const {
    return row < 0 || row >= rowCount() ? std::string() : score(row).kind.id;
}

int ScoreTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_comparison ? 0 : static_cast<int>(m_comparison->detection.scores.size());
}

int ScoreTableModel::sets() const {
    return m_comparison ? static_cast<int>(m_comparison->input.out.size()) : 0;
}

std::optional<std::size_t> ScoreTableModel::setOf(int column) const {
    if (column < kFirstSet || column >= kFirstSet + sets()) return std::nullopt;
    return static_cast<std::size_t>(column - kFirstSet);
}

int ScoreTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_comparison ? 0 : columnOf(FactCount);
}

QString ScoreTableModel::words(const DetectedScore& score, int column) const {
    if (column == kTitle) return toQt(score.kind.title);
    if (const auto set = setOf(column))
        return problemOf(score, *set).empty() ? toQt(intervalText(score.sets[*set].roc.auroc))
                                              : QStringLiteral("—");
    if (column == columnOf(Knows)) return toQt(toText(score.kind.knows));
    if (column == columnOf(From)) return toQt(score.inputs);
    return score.secondsPerImage > 0 ? QString::number(1000 * score.secondsPerImage, 'g', 2) : QString();
}

QVariant ScoreTableModel::sortValue(const DetectedScore& score, int column) const {
    if (const auto set = setOf(column))
        return problemOf(score, *set).empty() ? QVariant(score.sets[*set].roc.auroc.value) : QVariant();
    if (column == columnOf(Knows)) return static_cast<int>(score.kind.knows);
    if (column == columnOf(Cost))
        return score.secondsPerImage > 0 ? QVariant(score.secondsPerImage) : QVariant();
    return words(score, column);
}

QVariant ScoreTableModel::data(const QModelIndex& index, int role) const {
    const auto& row = score(index.row());
    const int column = index.column();
    const auto set = setOf(column);
    const bool missing = set && !problemOf(row, *set).empty();
    if (role == Qt::DisplayRole) return words(row, column);
    if (role == kSortRole) return sortValue(row, column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter |
                                (column == columnOf(Cost) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ForegroundRole && missing) return QPalette().brush(QPalette::PlaceholderText);
    if (role != Qt::ToolTipRole) return {};
    if (set) return missing ? toQt(problemOf(row, *set)) : figureWords(row.sets[*set].roc);
    if (column == columnOf(Cost)) return toQt(row.kind.cost);
    return scoreWords(*m_comparison, static_cast<std::size_t>(index.row()));
}

QString ScoreTableModel::headerWords(int section, bool tip) const {
    if (section == kTitle) return tip ? tr("Higher = more out-of-distribution") : tr("score");
    if (const auto at = setOf(section)) {
        const auto& set = *m_comparison->input.out[*at].terms;
        return tip ? tr("AUROC of %1 against %2, with a 95 % interval over images")
                         .arg(toQt(set.setTitle), toQt(m_comparison->input.in.terms->setTitle))
                   : tr("AUROC, %1").arg(toQt(set.setTitle));
    }
    if (section == columnOf(Knows))
        return tip ? tr("What it was told beside the images it judges") : tr("knows");
    if (section == columnOf(From))
        return tip ? tr("How tight the numbers are that it stands on") : tr("from");
    return tip ? tr("Measured when its columns were computed, training aside") : tr("ms/image");
}

QVariant ScoreTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || !m_comparison) return {};
    if (role == Qt::DisplayRole) return headerWords(section, false);
    return role == Qt::ToolTipRole ? QVariant(headerWords(section, true)) : QVariant();
}

ScoreSort::ScoreSort(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(ScoreTableModel::kSortRole);
}

bool ScoreSort::lessThan(const QModelIndex& a, const QModelIndex& b) const {
    const auto left = a.data(sortRole()), right = b.data(sortRole());
    if (left.isValid() != right.isValid()) return (sortOrder() == Qt::AscendingOrder) == left.isValid();
    if (left.typeId() == QMetaType::QString)
        return QString::localeAwareCompare(left.toString(), right.toString()) < 0;
    return left.toDouble() < right.toDouble();
}

}  // namespace nescio
