// Verdicts on what was dropped: judged on the interactive lane while the table is looked at, a few images at
// a time, so that an inspection never waits for long; a new drop joins those before.
#pragma once

#include <QTimer>

#include "app/pages/verdicts/judging.h"
#include "app/pages/verdicts/verdict_model.h"
#include "app/session/controller.h"

namespace nescio {

class DropController;

/// Feeds the model of the table of verdicts.   Thread: GUI.
class VerdictController : public Controller {
    Q_OBJECT

  public:
    VerdictController(Session& session, JobRunner& jobs, DropController& dropping, QObject* parent);

    [[nodiscard]] VerdictModel& model() { return m_model; }
    /// Whether the table is looked at: training images are scored for it, which nobody should wait for who
    /// dropped one image to inspect it.
    void setActive(bool active);
    /// Selects a judged image in the session; one that was not inspected yet is read again.
    void select(std::uint64_t source);
    /// Of the image that the session has selected; 0 where it is no dropped one.
    [[nodiscard]] std::uint64_t selected() const;
    void writeCsv(const QString& path);

  Q_SIGNALS:
    /// What there is to say beside the table: how far it is, or why it is empty.
    void said(const QString& sentence);
    void selectionChanged(std::uint64_t source);
    /// Of more images than are inspected at once.
    void manyDropped();

  private:
    void add(const std::vector<DroppedSource>& sources);
    void clear();
    /// Starts anew where the run or its weights are others.
    void look();
    void start();
    void drain();
    void ended(const std::shared_ptr<Judging>& judging, const QString& sentence);
    void forgetUnjudged();
    void tellUnreadable();
    void tell();

    DropController& m_dropping;
    VerdictModel m_model;
    QTimer m_clock;
    std::vector<DroppedSource> m_sources;  ///< all that were dropped
    std::shared_ptr<Judging> m_judging;    ///< null: no model to judge by
    std::pair<std::string, WeightsId> m_by;
    JobId m_job = 0;  ///< 0: none runs
    bool m_active = false;
    QString m_ending;              ///< of the last job, until the next
    std::size_t m_unreadable = 0;  ///< told of
};

}  // namespace nescio
