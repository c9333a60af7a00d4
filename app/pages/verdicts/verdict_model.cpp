#include "app/pages/verdicts/verdict_model.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <QFont>

#include "core/values/csv.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

/// Of a column that belongs to a score.
std::size_t scoreAt(int column) {
    return static_cast<std::size_t>((column - VerdictModel::kFirstScore) / VerdictModel::kPerScore);
}

/// 0: value, 1: percentile, 2: verdict.
int partAt(int column) {
    return (column - VerdictModel::kFirstScore) % VerdictModel::kPerScore;
}

QString valueWords(double value) {
    if (std::isnan(value)) return QStringLiteral("NaN");
    if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QString(kMinus) + QStringLiteral("∞");
    const int digits = 3 - static_cast<int>(std::floor(std::log10(std::max(std::abs(value), 1e-3))));
    return fixedWords(value, std::clamp(digits, 0, 6));
}

QString verdictWords(Judged judged) {
    switch (judged) {
        case Judged::Flagged:
            return VerdictModel::tr("flagged");
        case Judged::InDistribution:
            return VerdictModel::tr("not flagged");
        case Judged::NotAtAll:
            break;
    }
    return QStringLiteral("—");
}

/// So that what is flagged stands together.
double orderOf(Judged judged) {
    if (judged == Judged::NotAtAll) return std::nan("");
    return judged == Judged::Flagged ? 1 : 0;
}

}  // namespace

void VerdictModel::reset(Scores scores) {
    beginResetModel();
    m_scores = std::move(scores);
    m_rows.clear();
    retakeThresholds();
    endResetModel();
}

void VerdictModel::append(std::vector<VerdictRow> rows) {
    if (rows.empty()) return;
    const auto first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    endInsertRows();
}

void VerdictModel::setFalseAlarms(double rate) {
    if (rate == m_rate) return;
    m_rate = rate;
    retakeThresholds();
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, kFlaggedBy), index(rowCount() - 1, columnCount() - 1));
    if (m_scores) Q_EMIT headerDataChanged(Qt::Horizontal, kFirstScore, columnCount() - 1);
}

void VerdictModel::retakeThresholds() {
    m_thresholds.clear();
    if (m_scores) m_thresholds = thresholdsAt(*m_scores, m_rate);
}

QString VerdictModel::thresholdWords() const {
    for (std::size_t s = 0; s < m_thresholds.size(); ++s)
        if (m_thresholds[s]) return toQt(calibrationWords((*m_scores)[s], *m_thresholds[s]));
    return {};
}

int VerdictModel::rowOf(std::uint64_t source) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& row) { return row.source == source; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::string VerdictModel::csv() const {
    if (!m_scores) return {};
    CsvText text(verdictHeader(*m_scores));
    for (const auto& row : m_rows) text.addRow(verdictRow(row.image, *m_scores, m_thresholds));
    return text.text();
}

int VerdictModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int VerdictModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid()) return 0;
    return kFirstScore + (m_scores ? kPerScore * static_cast<int>(m_scores->size()) : 0);
}

Verdict VerdictModel::verdict(const VerdictRow& row, std::size_t score) const {
    return verdictOn(row.image, score, *m_scores, m_thresholds);
}

int VerdictModel::flaggedBy(const VerdictRow& row) const {
    int count = 0;
    for (std::size_t s = 0; s < m_scores->size(); ++s)
        if (m_thresholds[s] && row.image.values[s] > m_thresholds[s]->score) ++count;
    return count;
}

QVariant VerdictModel::scoreCell(const VerdictRow& row, int column, bool sorting) const {
    const auto s = scoreAt(column);
    const double value = row.image.values[s];
    if (partAt(column) == 0) return sorting ? QVariant(value) : QVariant(valueWords(value));
    if (partAt(column) == 1) {
        const double share = percentileOf((*m_scores)[s], value);
        if (sorting) return share;
        return std::isnan(share) ? QStringLiteral("—") : fixedWords(100 * share, 1);
    }
    const auto judged = verdict(row, s).judged;
    return sorting ? QVariant(orderOf(judged)) : QVariant(verdictWords(judged));
}

QVariant VerdictModel::cell(const VerdictRow& row, int column, bool sorting) const {
    switch (column) {
        case kImage:
            return toQt(std::filesystem::path(row.image.name).filename().string());
        case kBitsPerDim:
            return sorting ? QVariant(row.image.bitsPerDim) : QVariant(valueWords(row.image.bitsPerDim));
        case kFlaggedBy:
            return flaggedBy(row);
        default:
            return scoreCell(row, column, sorting);
    }
}

QString VerdictModel::tip(const VerdictRow& row, int column) const {
    if (column == kImage) return toQt(row.image.name);
    return column < kFirstScore ? QString() : toQt(verdict(row, scoreAt(column)).words);
}

bool VerdictModel::isFlag(const VerdictRow& row, int column) const {
    return column >= kFirstScore && partAt(column) == kPerScore - 1 &&
           verdict(row, scoreAt(column)).judged == Judged::Flagged;
}

QVariant VerdictModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == kSortRole) return cell(row, index.column(), role == kSortRole);
    if (role == Qt::ToolTipRole) return tip(row, index.column());
    if (role == Qt::DecorationRole && index.column() == kImage) return row.thumbnail;
    if (role == Qt::FontRole && isFlag(row, index.column())) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role == Qt::TextAlignmentRole && index.column() != kImage)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QString VerdictModel::headerTip(int column) const {
    if (column == kFlaggedBy)
        return tr(
            "How many scores flag the image. Each alone flags the chosen share of in-distribution "
            "images; that one of many does happens more often.");
    if (column < kFirstScore) return {};
    const auto s = scoreAt(column);
    const auto& score = (*m_scores)[s];
    auto words = tr("%1: %2").arg(toQt(score.kind.title), toQt(score.kind.formula));
    if (!m_thresholds[s]) return words + QLatin1Char('\n') + toQt(score.noThreshold);
    words += tr("\nflagged above %1 %2: %3")
                 .arg(valueWords(m_thresholds[s]->score), toQt(score.kind.unit == "1" ? "" : score.kind.unit),
                      toQt(calibrationWords(score, *m_thresholds[s])));
    return m_thresholds[s]->remark.empty() ? words
                                           : words + QLatin1Char('\n') + toQt(m_thresholds[s]->remark);
}

QVariant VerdictModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (role == Qt::ToolTipRole) return headerTip(section);
    if (role == Qt::TextAlignmentRole && section == kImage) return QVariant(Qt::AlignLeft | Qt::AlignBottom);
    if (role != Qt::DisplayRole) return {};
    if (section == kImage) return tr("image");
    if (section == kBitsPerDim) return tr("bits/dim");
    if (section == kFlaggedBy) return tr("flagged by");
    const auto id = toQt((*m_scores)[scoreAt(section)].kind.id);
    if (partAt(section) == 0) return id;
    return partAt(section) == 1 ? tr("%1\npercentile").arg(id) : tr("%1\nverdict").arg(id);
}

VerdictOrder::VerdictOrder(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(VerdictModel::kSortRole);
    setDynamicSortFilter(true);
}

bool VerdictOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto a = left.data(VerdictModel::kSortRole), b = right.data(VerdictModel::kSortRole);
    if (a.typeId() == QMetaType::QString) return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    const double x = a.toDouble(), y = b.toDouble();
    if (!std::isnan(x) && !std::isnan(y)) return x < y;
    // Descending, Qt asks the same and turns the answer round.
    if (std::isnan(x) && std::isnan(y)) return false;
    return sortOrder() == Qt::AscendingOrder ? std::isnan(y) : std::isnan(x);
}

}  // namespace nescio
