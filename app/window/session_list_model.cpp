#include "app/window/session_list_model.h"

namespace nescio {

SessionListModel::SessionListModel(Session& session, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_theme(&Theme::light()) {}

void SessionListModel::setTheme(const Theme& theme) {
    m_theme = &theme;
    refresh();
}

void SessionListModel::refresh() {
    const int rows = static_cast<int>(entryCount());
    if (rows == m_rows) {
        // A reset would throw away scroll position and focus for a new caption.
        if (rows > 0) Q_EMIT dataChanged(index(0), index(rows - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int SessionListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

}  // namespace nescio
