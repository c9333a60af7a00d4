// Compares detection scores of the current run: at once from what its file keeps, on demand from images.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/session/controller.h"
#include "core/analysis/comparison.h"

namespace nescio {

class LibraryController;

/// What the user asks for.
struct ComparisonRequest {
    std::string in;          ///< id of the set that plays the in-distribution part
    std::int64_t limit = 0;  ///< images of each set; 0: all
    bool slow = false;       ///< also scores whose columns take long
};

/// Which figures of a comparison are wanted.
struct ComparisonView {
    std::size_t set = 0;
    std::vector<std::string> scores;  ///< ids; none: the best and raw likelihood
    double falseAlarms = 0.05;        ///< share of the in-distribution images
};

/// Every comparison that was asked for is made and kept in its run, one after the other; what is shown is of
/// the current run alone.   Thread: GUI.
class DetectionController : public Controller {
    Q_OBJECT

  public:
    DetectionController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Computes what is missing, of the checked sets against one of them.
    void compare(const ComparisonRequest& request);
    /// Compares what the run file has of sets that are not unchecked, `in` in the in-distribution part where
    /// it was scored. found() or nothing() follows.
    void look(const std::string& in);
    /// Figures of the comparison found last; drawn() follows, of several requests for the newest.
    void draw(const ComparisonView& view);

  Q_SIGNALS:
    void started(const QString& sentence);
    void found(const std::shared_ptr<const nescio::Comparison>& comparison);
    void nothing(const QString& sentence);
    /// The comparison's words and tables, without the table of scores, and the figures asked for.
    void drawn(const nescio::ExperimentResult& result);

  private:
    void submit(const std::string& run, const ComparisonRequest& request,
                const std::vector<std::string>& ids);
    void take(Comparison& comparison);
    [[nodiscard]] bool isCurrent(const std::string& run) const;

    LibraryController& m_library;
    std::shared_ptr<const Comparison> m_last;
    std::multiset<std::string> m_comparing;  ///< runs whose scores are being compared
};

}  // namespace nescio
