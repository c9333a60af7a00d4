// Looks at all lanes ten times a second and says what they do, for the status strip. The lanes never push.
#pragma once

#include <array>
#include <vector>

#include <QElapsedTimer>
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
    static constexpr int kPlaces = 4;

    void look();
    /// Whether what runs at a place has done so for longer than anybody takes for no time at all.
    bool lasts(int place, JobId job);
    /// One thread of a lane.
    struct Place {
        Lane* lane;
        Pace pace;
    };
    [[nodiscard]] Place placeAt(int at) const;

    /// Since when a job has been seen at a place.
    struct Seen {
        JobId job = 0;
        QElapsedTimer since;
    };

    QTimer m_clock;
    std::array<Seen, kPlaces> m_seen;
};

}  // namespace nescio
