// Scores data sets under a run's model on the interactive lane, set by set, and keeps the tables in the
// session and in the run file. One Cancel ends all sets that were asked for together; those that are scored
// by then are kept.
#pragma once

#include <QElapsedTimer>

#include "app/session/controller.h"

namespace nescio {

class LibraryController;

/// Which sets, how many images of each, and with which noise.
struct ScoreRequest {
    std::string runPath;
    std::vector<std::string> setIds;
    std::int64_t limit = 0;  ///< n images of each, spread evenly; 0: all
    EvaluateOptions options;
    bool keep = true;  ///< write the tables into the run file
};

/// Runs scoring jobs.   Thread: GUI.
class ScoringController : public Controller {
    Q_OBJECT

  public:
    ScoringController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Images of each watched set that are scored while training goes on, and of the reference afterwards.
    static constexpr std::int64_t kGlanceImages = 1000;
    /// A look at the sets takes at most about this share of the time while training goes on.
    static constexpr double kGlanceShare = 0.1;

    void score(const ScoreRequest& request);
    /// Every set that a run names and that is here, as one request: what is scored in full is left out. Of
    /// the training set so many images as are the reference, of the others all. Names the request, 0: none.
    JobId scoreNamed(const std::string& runPath);
    /// A quick look at every shown set with one snapshot of a live run; not kept in the file. Left out when
    /// the last look was too short a time ago.
    void glance(const std::string& runPath);
    /// After training: at once a look at every shown set; where it is `whole`, then all their images, and
    /// a part of the training set as the reference, kept in the run file.
    void scoreShown(const std::string& runPath, bool whole);

  Q_SIGNALS:
    void scored(const std::string& runPath, const std::string& setId);

  private:
    /// `keepReference`: the table of the training set goes into the run file. `together`: see JobTraits.
    void lookAt(const RunEntry& run, bool keepReference, JobId together);
    void scoreTogether(const ScoreRequest& request, JobId together);
    void scoreSets(const RunEntry& run, const std::vector<DataEntry>& sets, JobId together);
    void scoreSet(const ScoreRequest& request, const std::string& setId, JobId together);
    void store(const std::string& runPath, const std::shared_ptr<const TermTable>& table);
    void failed(const ScoreRequest& request, const std::string& setId, const Failure& failure);
    [[nodiscard]] std::vector<std::string> shownSets(const RunEntry& run) const;

    LibraryController& m_library;
    QElapsedTimer m_sinceGlance;  ///< started with the newest glance
    double m_glanceSeconds = 0;   ///< what its sets took so far
};

}  // namespace nescio
