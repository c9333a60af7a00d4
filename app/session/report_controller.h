// Has the report of a run written by nescio-draw: drawing dozens of figures would hold up the window.
#pragma once

#include "app/session/controller.h"

namespace nescio {

/// Thread: GUI.
class ReportController : public Controller {
    Q_OBJECT

  public:
    using Controller::Controller;

    /// Writes <base>.html and <base>.pdf of the current run.
    void write(const QString& base);

  Q_SIGNALS:
    void written(const QString& html);
};

}  // namespace nescio
