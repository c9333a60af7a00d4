// What the lists on the left share: rows that mirror a part of the session, told to views when they change.
#pragma once

#include <QAbstractListModel>

#include "app/session/session.h"
#include "widgets/theme.h"

namespace nescio {

/// A flat list over the session.   Thread: GUI.
class SessionListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    SessionListModel(Session& session, QObject* parent);

    void setTheme(const Theme& theme);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;

  protected:
    /// Tells views that rows or what they say changed; connect it to the session's signals.
    void refresh();
    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] const Theme& theme() const { return *m_theme; }

  private:
    /// Entries of the session now.
    [[nodiscard]] virtual std::size_t entryCount() const = 0;

    Session& m_session;
    const Theme* m_theme;
    int m_rows = 0;  ///< as last announced to views
};

}  // namespace nescio
