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
#include "core/store/run_file.h"
#include "core/values/progress.h"
#include "core/values/set_columns.h"

namespace nescio {

/// What columns are computed with.
struct ColumnOrder {
    /// The file that keeps them; "", or a file of other weights than the model's: nothing is kept.
    std::filesystem::path run;
    const FrozenModel* model = nullptr;                                      ///< outlives the source
    std::map<std::string, std::shared_ptr<const FrozenModel>> seconds = {};  ///< other runs, by measure
    EvaluateOptions evaluation = {};
};

/// Thread: one at a time.
class ColumnSource {
  public:
    explicit ColumnSource(ColumnOrder order);

    /// The terms of a set's images and those measures of them; one that cannot be had is left out and its
    /// reason told in `missing`. nullopt when stopped; what was computed by then is kept.
    /// Throws: ShapeError where the set is not of the model's shape, DeviceMemoryError.
    std::optional<SetColumns> columnsOf(const ImageSet& set, const std::vector<std::string>& measures,
                                        std::stop_token stop = {}, ProgressBoard* board = nullptr);

    [[nodiscard]] const FrozenModel& model() const { return *m_order.model; }
    /// Fits that the file keeps; and what else there is to keep, which a refusal does not stop.
    [[nodiscard]] std::vector<FittedScore> fits() const;
    void keep(const RunUpdate& update);

    /// How many tables and measurements were computed, how many read.
    [[nodiscard]] int computed() const { return m_computed; }
    [[nodiscard]] int read() const { return m_read; }
    /// Why the file took no numbers, one sentence; they were used all the same. "" where it took all.
    [[nodiscard]] const std::string& refusal() const { return m_refusal; }

  private:
    /// One set on its way through columnsOf().
    struct Work {
        const ImageSet& set;
        std::stop_token stop;
        ProgressBoard* board;
        std::vector<Measurement> kept;  ///< what the file has of the set, oldest first
    };
    [[nodiscard]] bool keeps(const ImageSet& set) const;
    std::shared_ptr<const TermTable> termsOf(const Work& work);
    [[nodiscard]] std::shared_ptr<const TermTable> keptTerms(const ImageSet& set) const;
    /// false when stopped.
    bool addMeasure(SetColumns& columns, const Work& work, const std::string& measure);

    ColumnOrder m_order;
    int m_computed = 0, m_read = 0;
    std::string m_refusal;
};

}  // namespace nescio
