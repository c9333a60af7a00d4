// What happens to things let go over the window or pasted into it: images are scored, data files and folders
// become data sets, run files are opened. Files are read on the interactive lane: the first image of a drop
// at once, then a few more where nothing urgent waits; the rest of many wait until somebody picks them.
#pragma once

#include <optional>

#include <QImage>
#include <QStringList>

#include "app/session/controller.h"
#include "app/session/dropped_source.h"
#include "app/session/path_kind.h"
#include "widgets/paper/figure_recipe.h"

namespace nescio {

class LibraryController;

/// Sorts and scores what was dropped.   Thread: GUI.
class DropController : public Controller {
    Q_OBJECT

  public:
    /// Images of a drop that are inspected without being picked.
    static constexpr std::size_t kInspected = 32;

    DropController(Session& session, JobRunner& jobs, LibraryController& library, QObject* parent);

    void dropPaths(const QStringList& paths);
    void dropPicture(const QImage& picture);
    /// Selects a dropped image, and reads and inspects it first where that has not been done.
    void show(const DroppedSource& source);
    void clear();

  Q_SIGNALS:
    /// Something was taken.
    void accepted(const QString& what);
    /// A figure that an export wrote, with all that it is made of.
    void figureFound(const nescio::FigureRecipe& recipe);
    /// Images are being scored; answered() follows, or unanswered() where no newer drop is on its way.
    void asked(const QString& what);
    /// Images, or what may be none, that are to be judged.
    void taken(const std::vector<nescio::DroppedSource>& sources);
    void cleared();
    /// None of the dropped images could be read, or the user stopped it; what was selected still is.
    void unanswered();
    /// The first image of a drop that can be read was scored and is selected.
    void answered();

  private:
    struct Drop;
    /// What a path is; a figure's recipe with it, since reading one tells that it is one.
    struct Known {
        PathKind kind = PathKind::Image;
        std::optional<FigureRecipe> figure;
        std::optional<Failure> failure;  ///< of a figure that cannot be read
    };

    static Known knownOf(const QString& path);
    void open(const QStringList& paths, const std::vector<Known>& known, const QString& what);
    void scoreImages(std::vector<DroppedSource> sources, const QString& what);
    /// Looks at the next images of a drop: at one that can be read, or at all of the first ones.
    static bool lookOn(Drop& drop, std::size_t most, const JobControl& control);
    void lookAtFirst(const std::shared_ptr<Drop>& drop, const QString& what);
    void lookAtOthers(const std::shared_ptr<Drop>& drop);
    void take(Drop& drop);
    void tellFailures(const Drop& drop);
    void selectSource(std::uint64_t id);
    /// Says that the latest question has no answer.
    [[nodiscard]] std::function<void()> givingUp();
    [[nodiscard]] std::string currentPath() const;
    /// Asks the current run's model about every dropped image again.
    void rescore();

    LibraryController& m_library;
    int m_lastQuestion = 0;
    std::uint64_t m_lastSource = 0;
};

}  // namespace nescio
