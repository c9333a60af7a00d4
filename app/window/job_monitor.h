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

    /// Cancels the request that what runs is a part of, where the facts say it does.
    void cancel(int place);

  Q_SIGNALS:
    void changed(const std::vector<nescio::JobFacts>& jobs);

  private:
    void look();
    /// One thread of a lane.
    struct Place {
        Lane* lane;
        Pace pace;
    };
    [[nodiscard]] Place placeAt(int at) const;

    QTimer m_clock;
};

}  // namespace nescio
