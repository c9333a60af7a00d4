// The rows of the RUNS list, read from the session.
#pragma once

#include "app/window/session_list_model.h"

namespace nescio {

/// Runs with title, state, progress and a mark on the current one.   Thread: GUI.
class RunListModel : public SessionListModel {
    Q_OBJECT

  public:
    RunListModel(Session& session, QObject* parent);

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    [[nodiscard]] std::size_t entryCount() const override { return session().runs().size(); }
    [[nodiscard]] static QString caption(const RunEntry& run);
};

}  // namespace nescio
