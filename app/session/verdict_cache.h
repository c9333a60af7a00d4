// Intervals of AUROC take longer than a redraw: each pair of tables is judged once, on a lane, for as long as
// somebody wants it.
#pragma once

#include <vector>

#include "app/session/controller.h"
#include "core/views/likelihood_figure.h"

namespace nescio {

/// Of one figure or page.   Thread: GUI.
class VerdictCache : public Controller {
    Q_OBJECT

  public:
    using Controller::Controller;

    /// Judges those that are not known yet and forgets all others. Pairs with a refusal are left alone.
    void want(const std::vector<PairVerdict>& pairs);
    [[nodiscard]] const std::vector<PairVerdict>& known() const { return m_known; }

  Q_SIGNALS:
    void judgedMore();

  private:
    std::vector<PairVerdict> m_known;
};

}  // namespace nescio
