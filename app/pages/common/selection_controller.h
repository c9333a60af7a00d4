// What can be made of chosen images: a set of their own, or files for other programs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/pages/common/contrast_choices.h"
#include "app/session/controller.h"
#include "core/values/experiment.h"
#include "core/values/image_selection.h"

namespace nescio {

class LibraryController;

/// Reads, gathers and writes on a lane.   Thread: GUI.
class SelectionController : public Controller {
    Q_OBJECT

  public:
    SelectionController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Adds the images as a set: the name and the next free number. Those of another shape than the first's
    /// are left out and said.
    void makeSet(const ImageSelection& images, const QString& name);
    /// Writes what the ending says: .csv a line an image with every column that the run has of it, .npz or a
    /// folder of PNG files the images themselves. Replaces what is there.
    void write(const ImageSelection& images, const QString& path);

    /// Sets the chosen images against others, under the current run; a newer contrast replaces one that is
    /// being computed. Sets that cannot be read are in its table alone.
    void contrast(const NamedSelection& first, const NamedSelection& second);
    /// Writes the tables of a result, as PATH-<table>.csv, .tex and .md.
    void writeTables(const ExperimentResult& result, const QString& base);

  Q_SIGNALS:
    void contrasted(const nescio::ExperimentResult& result);

  private:
    struct Material;
    void addDropped(const std::vector<std::int64_t>& indices, Material& material) const;
    /// The images of the sets, loaded first where they are not at hand.
    void withMaterial(const ImageSelection& images, const std::function<void(const Material&)>& then);
    /// What is at hand now.
    [[nodiscard]] Material materialOf(const ImageSelection& images) const;
    [[nodiscard]] std::vector<std::string> setsToRead(const ImageSelection& images) const;
    /// Reads the sets that can be read, then goes on whatever came of it.
    void readWhatCanBe(std::vector<std::string> ids, const std::function<void()>& then);

    LibraryController& m_library;
};

}  // namespace nescio
