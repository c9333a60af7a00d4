// Terms and measurements of sets under one run: read where the run file keeps them, else computed and kept,
// so that nothing is computed twice.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/density/frozen_model.h"
#include "core/values/progress.h"
#include "core/values/set_columns.h"

namespace nescio {

/// What columns are computed with.
struct ColumnOrder {
    std::filesystem::path run;           ///< the file that keeps them; "": nothing is kept
    const FrozenModel* model = nullptr;  ///< outlives the source
    std::map<std::string, std::shared_ptr<const FrozenModel>> seconds = {};  ///< other runs, by measure
    EvaluateOptions evaluation = {};
};

/// Thread: one at a time.
class ColumnSource {
  public:
    explicit ColumnSource(ColumnOrder order);

    /// The terms of a set's images and those measures of them; one that cannot be had is left out and its
    /// reason told in `missing`. nullopt when stopped; what was computed by then is kept.
    /// Throws: ShapeError, DeviceMemoryError; RunFileError where the file takes nothing.
    std::optional<SetColumns> columnsOf(const ImageSet& set, const std::vector<std::string>& measures,
                                        std::stop_token stop = {}, ProgressBoard* board = nullptr);

    [[nodiscard]] const FrozenModel& model() const { return *m_order.model; }
    /// How many tables and measurements were computed, how many read.
    [[nodiscard]] int computed() const { return m_computed; }
    [[nodiscard]] int read() const { return m_read; }

  private:
    std::shared_ptr<const TermTable> termsOf(const ImageSet& set, std::stop_token stop, ProgressBoard* board);
    [[nodiscard]] bool keeps(const ImageSet& set) const;
    [[nodiscard]] std::shared_ptr<const TermTable> keptTerms(const ImageSet& set) const;
    /// false when stopped.
    bool addMeasure(SetColumns& columns, const ImageSet& set, const std::string& measure,
                    std::stop_token stop, ProgressBoard* board);
    [[nodiscard]] bool addKept(SetColumns& columns, const std::string& measure,
                               const ColumnKey& wanted) const;

    ColumnOrder m_order;
    int m_computed = 0, m_read = 0;
};

}  // namespace nescio
