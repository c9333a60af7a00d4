// What happens to things let go over the window or pasted into it: images are scored, data files and folders
// become data sets, run files are opened. Files are read on the interactive lane; of two quick drops of
// images only the last is answered.
#pragma once

#include <QImage>
#include <QStringList>

#include "app/controllers/controller.h"
#include "app/path_kind.h"

namespace nescio {

class LibraryController;

/// Sorts and scores what was dropped.   Thread: GUI.
class DropController : public Controller {
    Q_OBJECT

  public:
    DropController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    void dropPaths(const QStringList& paths);
    void dropPicture(const QImage& picture);
    void clear();

  Q_SIGNALS:
    /// Something was taken.
    void accepted(const QString& what);
    /// Images are being scored; answered() or unanswered() follows, of several drops for the last.
    void asked(const QString& what);
    /// None of the dropped images could be read, or the user stopped it; what was selected still is.
    void unanswered();
    /// Dropped images were scored and the first of them is selected.
    void answered(int count);

  private:
    struct Source;
    struct Answer;

    void open(const QStringList& paths, const std::vector<PathKind>& kinds, const QString& what);
    void scoreImages(std::vector<Source> sources, const QString& what);
    void take(Answer& answer);
    /// Says that the latest question has no answer.
    [[nodiscard]] std::function<void()> givingUp();
    [[nodiscard]] std::string currentPath() const;
    /// Asks the current run's model about every dropped image again.
    void rescore();

    LibraryController& m_library;
    int m_lastQuestion = 0;
};

}  // namespace nescio
