// Attacks the selected image while the Attack tab is on show, and whole sets on request; attacked sets join
// the data sets and are scored like any other.
#pragma once

#include "app/session/controller.h"
#include "core/views/attacked_image.h"

namespace nescio {

class LibraryController;

/// Thread: GUI.
class AttackController : public Controller {
    Q_OBJECT

  public:
    AttackController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// A newer request replaces an older one.
    void attackSelected(const AttackOptions& options);
    /// Images spread evenly over a set; they are added as a set of their own.
    void attackSet(const std::string& setId, std::int64_t images, const AttackOptions& options);

  Q_SIGNALS:
    void started();
    void attacked(const nescio::AttackedImage& attack);
    /// Nothing to attack, and why.
    void nothing(const QString& sentence);

  private:
    /// nullptr where the image is not at hand yet; then it is loaded and the attack asked for again.
    std::shared_ptr<const Image> selectedImage(const AttackOptions& options);

    LibraryController& m_library;
};

}  // namespace nescio
