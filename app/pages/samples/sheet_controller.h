// Makes sheets of images on the interactive lane and keeps them with the run; asks each run's model whether
// it has latents, once.
#pragma once

#include <functional>

#include "app/session/controller.h"
#include "core/views/sheets.h"

namespace nescio {

class LibraryController;

/// Reconstructions, interpolations and neighbours under the current run.   Thread: GUI.
class SheetController : public Controller {
    Q_OBJECT

  public:
    SheetController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    void reconstruct(const std::string& setId, int count);
    void interpolate(const std::string& setId, std::int64_t from, std::int64_t to, int steps);
    void findNearest(const SampleRequest& request);

  private:
    using Make =
        std::function<std::optional<Sheet>(const FrozenModel&, const ImageSet&, const SheetControl&)>;

    void askLatents();
    /// Loads the images of a set where needed, then makes the sheet.
    void makeOf(const std::string& what, SheetKind kind, const std::string& stage, const Make& make);
    void submit(const std::string& setId, SheetKind kind, const std::string& stage, const Make& make);

    LibraryController& m_library;
    std::string m_asked;  ///< the run whose model is being asked for its latents
};

}  // namespace nescio
