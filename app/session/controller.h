// What all controllers share: the session they change, the lanes they use, and a way to say that something
// failed. A controller owns no state that a view draws.
#pragma once

#include <functional>

#include <QObject>

#include "app/jobs/job_runner.h"
#include "app/session/session.h"
#include "widgets/qt_text.h"

namespace nescio {

/// A sentence for the banner, with an optional way out.
struct Notice {
    QString sentence;
    QString remedy;                ///< text of a button; empty: none
    std::function<void()> action;  ///< what the button does
    bool done = false;             ///< something came out well; otherwise there is trouble
};

/// "Reading shirt.png: expected …, found …".
QString sentenceOf(const Failure& failure);

/// Base of the controllers.   Thread: GUI.
class Controller : public QObject {
    Q_OBJECT

  public:
    Controller(Session& session, JobRunner& jobs, QObject* parent)
        : QObject(parent), m_session(session), m_jobs(jobs) {}

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);

  protected:
    void report(const Failure& failure) { Q_EMIT noticed({sentenceOf(failure), {}, {}}); }
    /// The failure callback that most jobs want.
    [[nodiscard]] std::function<void(const Failure&)> reporting() {
        return [this](const Failure& failure) { report(failure); };
    }

    Session& m_session;
    JobRunner& m_jobs;
};

}  // namespace nescio
