// Dropped images on their way to verdicts. The window puts sources in and takes rows out, a lane works
// through them in between.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/job.h"
#include "app/pages/verdicts/verdict_model.h"
#include "app/session/dropped_source.h"
#include "core/models/lazy_model.h"

namespace nescio {

/// All images under one model at one moment.   Thread: any, but for work().
class Judging {
  public:
    Judging(std::string run, std::shared_ptr<LazyModel> model);

    void add(const std::vector<DroppedSource>& sources);
    /// Forgets what has not been judged yet.
    void clear();
    [[nodiscard]] bool hasMore() const;
    [[nodiscard]] std::size_t total() const;

    /// What came of it since the last call.
    struct Found {
        VerdictModel::Scores scores;  ///< null: not ready yet
        std::vector<VerdictRow> rows = {};
        std::vector<std::string> notes = {};  ///< what has to be said once
    };
    [[nodiscard]] Found take();
    /// Files that could not be read: the first sentence, and how many there are; those of a drop's first
    /// images are told by the drop.
    struct Unreadable {
        std::string first = {};
        std::size_t count = 0;
    };
    [[nodiscard]] Unreadable unreadable() const;

    /// Judges until nothing is left; false when stopped. Throws: as calibratedFor() and judged().
    /// Thread: one lane, one job at a time.
    bool work(const JobControl& control);

  private:
    struct Batch;
    bool makeReady(const JobControl& control);
    bool judgeNext(const JobControl& control);
    /// Puts out what came of some sources and says how far all is.
    Progress keep(const std::vector<DroppedSource>& sources, std::vector<VerdictRow> rows,
                  const Unreadable& unreadable);
    [[nodiscard]] std::vector<DroppedSource> nextSources() const;
    [[nodiscard]] Batch read(const std::vector<DroppedSource>& sources) const;

    const std::string m_run;
    const std::shared_ptr<LazyModel> m_model;

    // Of the lane alone.
    std::shared_ptr<const FrozenModel> m_frozen;
    std::map<std::string, std::shared_ptr<const FrozenModel>> m_seconds;

    mutable std::mutex m_mutex;  ///< for all below
    VerdictModel::Scores m_scores;
    std::deque<DroppedSource> m_waiting;
    std::size_t m_total = 0;
    std::vector<VerdictRow> m_rows;
    std::vector<std::string> m_notes;
    Unreadable m_unreadable;
};

}  // namespace nescio
