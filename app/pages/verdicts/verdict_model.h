// The rows of the table of verdicts: numbers and a thumbnail of every image that was judged, from which
// percentiles and verdicts follow at any rate of false alarms.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QAbstractTableModel>
#include <QImage>
#include <QSortFilterProxyModel>

#include "core/analysis/decision.h"

namespace nescio {

/// One judged image.
struct VerdictRow {
    std::uint64_t source = 0;  ///< of the DroppedSource
    JudgedImage image;
    QImage thumbnail;  ///< as the model saw it, at most kThumbnailPx wide and high
};

/// Columns: image, bits/dim, flagged by, then of every score value, percentile and verdict.   Thread: GUI.
class VerdictModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    static constexpr int kThumbnailPx = 32;
    static constexpr int kImage = 0, kBitsPerDim = 1, kFlaggedBy = 2, kFirstScore = 3;
    static constexpr int kPerScore = 3;
    static constexpr int kSortRole = Qt::UserRole;  ///< a number, or a text

    using QAbstractTableModel::QAbstractTableModel;

    using Scores = std::shared_ptr<const std::vector<Calibration>>;
    /// Starts anew with these scores; null: none.
    void reset(Scores scores);
    void append(std::vector<VerdictRow> rows);
    void setFalseAlarms(double rate);
    [[nodiscard]] double falseAlarms() const { return m_rate; }

    [[nodiscard]] const Scores& scores() const { return m_scores; }
    [[nodiscard]] const std::vector<VerdictRow>& rows() const { return m_rows; }
    /// What a threshold was set for and on; "" where no score has one.
    [[nodiscard]] QString thresholdWords() const;
    /// The row of an image; −1 where it has none.
    [[nodiscard]] int rowOf(std::uint64_t source) const;
    /// All rows as CSV, in full.
    [[nodiscard]] std::string csv() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] Verdict verdict(const VerdictRow& row, std::size_t score) const;
    /// Whether the cell says that a score flags the image.
    [[nodiscard]] bool isFlag(const VerdictRow& row, int column) const;
    [[nodiscard]] int flaggedBy(const VerdictRow& row) const;
    [[nodiscard]] QVariant scoreCell(const VerdictRow& row, int column, bool sorting) const;
    [[nodiscard]] QVariant cell(const VerdictRow& row, int column, bool sorting) const;
    [[nodiscard]] QString tip(const VerdictRow& row, int column) const;
    [[nodiscard]] QString headerTip(int column) const;
    void retakeThresholds();

    Scores m_scores;
    std::vector<std::optional<Threshold>> m_thresholds;
    std::vector<VerdictRow> m_rows;
    double m_rate = kUsualFalseAlarms;
};

/// The same, sorted by numbers; what is no number comes last either way.   Thread: GUI.
class VerdictOrder : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit VerdictOrder(QObject* parent = nullptr);

  protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

}  // namespace nescio
