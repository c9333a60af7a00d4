// What can be made of chosen images: a set of their own, or files for other programs.
#pragma once

#include "app/session/controller.h"
#include "core/values/image_selection.h"

namespace nescio {

class LibraryController;

/// Reads, gathers and writes on a lane.   Thread: GUI.
class SelectionController : public Controller {
    Q_OBJECT

  public:
    SelectionController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Adds the images as a set under a name. Those of another shape than the first's are left out and said.
    void makeSet(const ImageSelection& images, const QString& name);
    /// Writes what the ending says: .csv a line an image with every column that the run has of it, .npz or a
    /// folder of PNG files the images themselves. Replaces what is there.
    void write(const ImageSelection& images, const QString& path);

  private:
    struct Material;
    /// The images of the sets, loaded first where they are not at hand.
    void withMaterial(const ImageSelection& images, const std::function<void(const Material&)>& then);

    LibraryController& m_library;
};

}  // namespace nescio
