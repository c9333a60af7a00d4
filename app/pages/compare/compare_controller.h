// Gathers the chosen runs and has their curves, histograms and tables made, while somebody looks.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <QTimer>

#include "app/session/verdict_cache.h"
#include "core/values/run_curves.h"
#include "core/values/set_slots.h"
#include "core/views/run_table.h"

namespace nescio {

/// A row of the tables.
struct ComparedRow {
    std::string path;
    int slot = 0;  ///< of the run's colour
    bool chosen = true;
};

/// What is shown but the curves.
struct RunsCompared {
    HistogramData histogram;  ///< of the set under each chosen run
    CellTable runs;           ///< all runs
    CellTable image;          ///< the selected image under each chosen run; no rows where there is none
    std::string imageWords;   ///< which image, or why there is none
    std::vector<ComparedRow> runRows, imageRows;
};

/// Thread: GUI.
class CompareController : public Controller {
    Q_OBJECT

  public:
    CompareController(Session& session, JobRunner& jobs, QObject* parent);

    void setAxis(CurveAxis along);
    void setSet(const std::string& id);
    void setSettings(ShownSettings settings);
    /// All runs are chosen until somebody leaves one out.
    void setChosen(const std::string& path, bool chosen);
    /// Only a page that is seen is worth the work.
    void setActive(bool active);

  Q_SIGNALS:
    void curvesChanged(const nescio::RunCurvesData& curves);
    void compared(const nescio::RunsCompared& runs);
    /// Nothing to compare, and why.
    void nothing(const QString& sentence);

  private:
    void refresh();
    void tellCurves();
    [[nodiscard]] bool isChosen(const std::string& path) const { return !m_leftOut.contains(path); }
    [[nodiscard]] int slotOf(const RunEntry& run);
    [[nodiscard]] ComparedRun comparedRun(const RunEntry& run);
    [[nodiscard]] std::string imageWords() const;

    bool m_active = false;
    CurveAxis m_along = CurveAxis::Steps;
    ShownSettings m_settings = ShownSettings::Differing;
    std::string m_setId;
    std::set<std::string> m_leftOut;     ///< paths
    std::map<std::string, int> m_slots;  ///< of runs by path, which keep their colours like sets
    VerdictCache m_verdicts;
    QTimer m_soon;  ///< several changes in one go make one comparison
};

}  // namespace nescio
