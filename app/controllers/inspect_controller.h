// Answers "what about this image?": watches the selection and the scores, asks a lane, and hands the answer
// to the inspector and the breakdown tab. A newer selection replaces an older question.
#pragma once

#include "app/controllers/controller.h"
#include "app/inspection.h"

namespace nescio {

class LibraryController;

/// Keeps the inspection of the selected image up to date.   Thread: GUI.
class InspectController : public Controller {
    Q_OBJECT

  public:
    InspectController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Asks about what is selected, which answered() or nothingSelected() tells.
    void ask();

  Q_SIGNALS:
    /// The question was taken; the answer may need a moment.
    void asked(const QString& name);
    void answered(const nescio::Inspection& inspection);
    void nothingSelected();

  private:
    void askDropped(std::int64_t index);
    void askOfSet(const DataEntry& set, std::int64_t index);
    void submit(const std::shared_ptr<const ImageSet>& images, std::int64_t index, InspectionRequest request);

    LibraryController& m_library;
};

}  // namespace nescio
