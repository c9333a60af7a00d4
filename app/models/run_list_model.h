// The rows of the RUNS list, read from the session.
#pragma once

#include <QAbstractListModel>

#include "app/session.h"
#include "widgets/theme.h"

namespace nescio {

/// Runs with title, state, progress and a mark on the current one.   Thread: GUI.
class RunListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    RunListModel(Session& session, QObject* parent);

    void setTheme(const Theme& theme);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  private:
    void refresh();
    [[nodiscard]] static QString caption(const RunEntry& run);

    Session& m_session;
    const Theme* m_theme;
    int m_rows = 0;  ///< as last announced to views
};

}  // namespace nescio
