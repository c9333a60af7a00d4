// Keeps the view of the watched sets of the current run up to date, also while it trains.
#pragma once

#include <QTimer>

#include "app/session/controller.h"
#include "core/views/watched_view.h"

namespace nescio {

/// Bins on a lane what the current run's summary holds.   Thread: GUI.
class WatchController : public Controller {
    Q_OBJECT

  public:
    WatchController(Session& session, JobRunner& jobs, QObject* parent);

  Q_SIGNALS:
    void changed(const nescio::WatchedView& view);
    /// The current run watched nothing.
    void nothing();

  private:
    void refresh();

    std::string m_path;       ///< of the run that was shown last
    std::size_t m_looks = 0;  ///< of all its sets together; 0: nothing is shown
    std::vector<double> m_edges;
    /// After the glance at the scores that a new snapshot asks for: that one waits for nobody.
    QTimer m_soon;
};

}  // namespace nescio
