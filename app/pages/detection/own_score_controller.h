// Scores of one's own: composes and imports them into the current run, off the GUI thread.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "app/session/controller.h"
#include "core/analysis/compose_score.h"
#include "core/analysis/import_columns.h"

namespace nescio {

/// What the file of a run offers to make scores of.
struct ScoreMaterial {
    std::string run;
    std::vector<FormulaName> names;
    std::vector<std::pair<std::string, std::string>> sets;  ///< scored ones: id in the file, title
};

/// Each call ends in exactly one of its callbacks, on the GUI thread.   Thread: GUI.
class OwnScoreController : public Controller {
    Q_OBJECT

  public:
    using Controller::Controller;
    using Refused = std::function<void(const QString& why)>;

    void ask(const std::function<void(const ScoreMaterial&)>& then, const Refused& refused);
    void compose(const ComposeOrder& order, const std::function<void(const ComposedScore&)>& then,
                 const Refused& refused);
    void bring(const ImportOrder& order, const std::function<void(const ImportReport&)>& then,
               const Refused& refused);

  Q_SIGNALS:
    /// The run has another score, or more columns.
    void changed();

  private:
    template <class Result>
    void submit(const char* stage, std::function<Result()> work, std::function<void(const Result&)> then,
                const Refused& refused);
};

}  // namespace nescio
