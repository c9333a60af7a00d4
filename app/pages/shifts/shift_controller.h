// Follows the slider of the Shifts page: asks the interactive lane batch by batch, hands over each answer as
// it comes, and forgets what is no longer asked for.
#pragma once

#include <optional>
#include <set>

#include "app/session/controller.h"
#include "core/views/shift_figure.h"

namespace nescio {

class LibraryController;

/// What the page asks for.
struct ShiftRequest {
    std::string setId;
    ShiftQuestion question;
    std::int64_t limit = 0;
};

/// One batch a job, newest request first.   Thread: GUI.
class ShiftController : public Controller {
    Q_OBJECT

  public:
    ShiftController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    /// Replaces what was asked before. A batch that is being scored ends; its answer is still shown.
    void ask(const ShiftRequest& request);
    /// Only a page that is seen is worth computing for.
    void setActive(bool active);
    /// The set that is most worth shifting: the current run's test set, else its training set; "" for none.
    [[nodiscard]] std::string standardSet() const;

  Q_SIGNALS:
    void drawn(const nescio::ShiftAnswer& answer);
    /// Nothing can be drawn, and why.
    void nothing(const QString& sentence);

  private:
    void refresh();
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] std::optional<ShiftScene> scene();
    [[nodiscard]] std::shared_ptr<const ImageSet> fetched(const std::string& what);
    void forget();
    void proceed();
    void submit();

    LibraryController& m_library;
    ShiftRequest m_wanted;
    bool m_active = false;
    std::set<std::string> m_reading, m_unreadable;  ///< what images were asked for
    ShiftScene m_scene;
    std::shared_ptr<ShiftBench> m_bench;
    std::optional<ShiftQuestion> m_asked;  ///< of the bench, last
    bool m_complete = false;               ///< all about it is known
    bool m_answered = false;               ///< something about it is shown
    bool m_out = false;                    ///< a job is on its way
    JobId m_job = 0;
    std::uint64_t m_serial = 0;  ///< of the newest job: answers of others are stale
};

}  // namespace nescio
