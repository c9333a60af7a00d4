// Gets data sets from their makers, on a lane of its own: a download lasts longer than anything that waits
// for it should.
#pragma once

#include <set>

#include "app/session/controller.h"

namespace nescio {

class LibraryController;

/// Downloads one after the other.   Thread: GUI; libcurl is called by the lane alone.
class GetController : public Controller {
    Q_OBJECT

  public:
    GetController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Downloads what is offered under an id ("mnist", "mnist/t10k"); nothing when that is under way already.
    void get(const std::string& id);

  Q_SIGNALS:
    /// A download has ended, well or not; what is here is being asked for.
    void ended(const std::string& id);

  private:
    void finish(const std::string& id);

    LibraryController& m_library;
    std::set<std::string> m_underWay;
};

}  // namespace nescio
