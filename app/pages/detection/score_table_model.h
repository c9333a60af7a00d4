// Scores × OOD sets: a row a score, with what it knows and costs, and its AUROC on every set.
#pragma once

#include <memory>
#include <optional>

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include "core/analysis/comparison.h"

namespace nescio {

/// What a score was compared by, what others found, and why a number is missing; one line each.
QString scoreWords(const Comparison& comparison, std::size_t score);

/// The rows of a comparison.   Thread: GUI.
class ScoreTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    /// The title, the sets, and then what a score is.
    static constexpr int kTitle = 0, kFirstSet = 1;
    enum Fact { Knows, Cost, From, FactCount };
    /// The value that a cell is sorted by; invalid where there is none.
    static constexpr int kSortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void show(std::shared_ptr<const Comparison> comparison);
    [[nodiscard]] std::string scoreId(int row) const;
    [[nodiscard]] int columnOf(Fact fact) const { return kFirstSet + sets() + fact; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] int sets() const;
    /// The set of a column; nullopt: it is of none.
    [[nodiscard]] std::optional<std::size_t> setOf(int column) const;
    [[nodiscard]] const DetectedScore& score(int row) const;
    [[nodiscard]] QString words(const DetectedScore& score, int column) const;
    [[nodiscard]] QVariant sortValue(const DetectedScore& score, int column) const;
    [[nodiscard]] QString headerWords(int section, bool tip) const;

    std::shared_ptr<const Comparison> m_comparison;
};

/// Sorts by numbers where there are numbers; what has none stands last in both directions.   Thread: GUI.
class ScoreSort : public QSortFilterProxyModel {
    Q_OBJECT

  public:
    explicit ScoreSort(QObject* parent);

  protected:
    [[nodiscard]] bool lessThan(const QModelIndex& a, const QModelIndex& b) const override;
};

}  // namespace nescio
