// A tab of the window: one folder with its widget, its controller and the figure it makes. It connects
// itself; the window lays out and lists what pages.cpp names, and knows nothing else of it.
//
// Adding a page: a folder app/pages/<id>/ with a class of this base, and a line in pages.cpp.
#pragma once

#include <vector>

#include <QWidget>

#include "app/session/controller.h"
#include "widgets/action_search.h"
#include "widgets/plots/plot_view.h"

class QSplitter;

namespace nescio {

class DropController;
class InspectController;
class LibraryController;
struct Theme;

/// What a page works on; all of it outlives the page.
struct PageContext {
    Session& session;
    JobRunner& jobs;
    LibraryController& library;
    DropController& dropping;
    InspectController& inspecting;
};

/// Base of the pages.   Thread: GUI.
class Page : public QWidget {
    Q_OBJECT

  public:
    using QWidget::QWidget;

    /// With its access key: "&Detection".
    [[nodiscard]] virtual QString title() const = 0;
    /// What it answers, for the tip of its tab.
    [[nodiscard]] virtual QString tip() const = 0;
    /// Listens to the session and asks lanes from now on; called once.
    virtual void connectTo(const PageContext& context) = 0;
    virtual void setTheme(const Theme& theme) = 0;
    /// The figure that an export is about; null where it has none now.
    [[nodiscard]] virtual PlotView* figure() const { return nullptr; }
    /// Does what one of the window's actions asks for, by its object name; false where that is another's.
    virtual bool perform(const QString& /*action*/) { return false; }
    /// The splitter whose place is kept from one start to the next; null for none.
    [[nodiscard]] virtual QSplitter* splitter() const { return nullptr; }

    /// What can be gone to within the page, once it is at the front: found by the search line.
    [[nodiscard]] virtual std::vector<SearchEntry> places() { return {}; }

  Q_SIGNALS:
    void noticed(const nescio::Notice& notice);
    /// There is something that should be seen now: the page is brought to the front.
    void wanted();
    /// One of the window's actions is asked for, by its object name.
    void actionWanted(const QString& name);
    /// Another figure, or none, is shown.
    void figureChanged();
    /// A figure beside the page's own is to be exported.
    void exportWanted(nescio::PlotView* figure);

  protected:
    /// What a controller of the page has to say, the page says.
    template <class C>
    C* own(C* controller) {
        connect(controller, &Controller::noticed, this, &Page::noticed);
        return controller;
    }
};

}  // namespace nescio
