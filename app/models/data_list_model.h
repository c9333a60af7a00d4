// The rows of the DATA list, read from the session.
#pragma once

#include <QAbstractListModel>

#include "app/session.h"
#include "widgets/theme.h"

namespace nescio {

/// "Test", "OOD", ...: what a set stands for, for captions and menus.
QString roleWords(SetRole role);

/// Data sets with title, caption, colour and check.   Thread: GUI.
class DataListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    DataListModel(Session& session, QObject* parent);

    void setTheme(const Theme& theme);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    void refresh();
    [[nodiscard]] QString caption(const DataEntry& set) const;
    [[nodiscard]] int orderWithinRole(std::size_t row) const;

    Session& m_session;
    const Theme* m_theme;
    int m_rows = 0;  ///< as last announced to views
};

}  // namespace nescio
