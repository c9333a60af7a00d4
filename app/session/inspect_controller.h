// Answers "what about this image?": watches the selection and the scores, asks a lane, and hands the answer
// to the inspector and the breakdown tab. A newer selection replaces an older question.
#pragma once

#include "app/session/controller.h"
#include "core/values/experiment.h"
#include "core/views/account_request.h"
#include "core/views/inspection.h"

namespace nescio {

class LibraryController;

/// Keeps the inspection of the selected image up to date.   Thread: GUI.
class InspectController : public Controller {
    Q_OBJECT

  public:
    InspectController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Asks about what is selected, which answered() or nothingSelected() tells.
    void ask();

    /// Whether somebody looks at the account of the selected image; it is not drawn up otherwise.
    void setAccountWanted(bool wanted);
    /// Keeps the image that the account is of, so that those that follow are set against it; or lets it go.
    void hold(bool on);

  Q_SIGNALS:
    /// The question was taken; the answer may need a moment.
    void asked(const QString& name);
    void answered(const nescio::Inspection& inspection);
    void nothingSelected();
    /// Why the selected image is likely; told again when the slow part has come.
    void accounted(const nescio::ExperimentResult& account);
    /// The held image was let go: it has no account under the weights that are asked now.
    void released();
    void noAccount(const QString& sentence);

  private:
    void askDropped(std::int64_t index);
    void askOfSet(const DataEntry& set, std::int64_t index);
    void submit(const std::shared_ptr<const ImageSet>& images, std::int64_t index, InspectionRequest request);

    void askAccount();
    void submitAccount(const AccountRequest& request);
    void submitNearest(const AccountRequest& request, const ImageAccount& account);
    void tell(const ImageAccount& account);
    void tellNone(const QString& sentence);

    LibraryController& m_library;
    std::shared_ptr<SecondRuns> m_seconds = std::make_shared<SecondRuns>();
    bool m_accountWanted = false;
    std::optional<ImageAccount> m_last, m_held;
};

}  // namespace nescio
