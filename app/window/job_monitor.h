// Looks at all lanes ten times a second and says what they do, for the status strip. The lanes never push.
#pragma once

#include <vector>

#include <QTimer>

#include "app/session/controller.h"
#include "widgets/job_strip.h"

namespace nescio {

/// Pulls progress while a lane is busy.   Thread: GUI.
class JobMonitor : public Controller {
    Q_OBJECT

  public:
    JobMonitor(Session& session, JobRunner& jobs, QObject* parent);

    /// Cancels what runs in a lane, as numbered in the facts.
    void cancel(int lane);

  Q_SIGNALS:
    void changed(const std::vector<nescio::JobFacts>& jobs);

  private:
    void look();
    [[nodiscard]] Lane& laneAt(int lane) const;

    QTimer m_clock;
};

}  // namespace nescio
