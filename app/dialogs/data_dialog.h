// "Add data": the named sets of this machine, synthetic ones first, or a file or folder.
#pragma once

#include <vector>

#include <QDialog>

#include "datasets/load.h"

class QListWidget;

namespace nescio {

/// Picks what to load.   Thread: GUI.
class DataDialog : public QDialog {
    Q_OBJECT

  public:
    explicit DataDialog(const std::vector<CatalogueEntry>& catalogue, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// A path, a catalogue id or a synthetic id.
    void dataChosen(const QString& what);
    /// Something that is not here is wanted; the dialog is closed.
    void getRequested();

  private:
    void list(const std::vector<CatalogueEntry>& catalogue);
    void browse(bool folder);
    void commit();
    void requestGet();

    QListWidget* m_names;
};

}  // namespace nescio
