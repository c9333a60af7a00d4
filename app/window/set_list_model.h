// The rows of the DATA list, read from the session.
#pragma once

#include "app/window/session_list_model.h"

namespace nescio {

/// "Test", "OOD", ...: what a set stands for, for captions and menus.
QString roleWords(SetRole role);

/// Data sets with title, caption, colour and check.   Thread: GUI.
class SetListModel : public SessionListModel {
    Q_OBJECT

  public:
    SetListModel(Session& session, QObject* parent);

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    [[nodiscard]] std::size_t entryCount() const override { return session().dataSets().size(); }
    [[nodiscard]] QString caption(const DataEntry& set) const;
};

}  // namespace nescio
