#include "app/window/search_entries.h"

#include <QFileInfo>
#include <QTabWidget>

#include "app/pages/page.h"
#include "app/window/window_parts.h"
#include "widgets/qt_text.h"
#include "widgets/side_list.h"

namespace nescio {
namespace {

QString plain(QString text) {
    return text.remove(QLatin1Char('&'));
}

void addCommands(const Actions& actions, std::vector<SearchEntry>& entries) {
    for (QAction* action : actions.all()) {
        if (!action->isEnabled()) continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        entries.push_back({plain(action->text()),
                           keys.isEmpty() ? Session::tr("command") : Session::tr("command · %1").arg(keys),
                           [action] { action->trigger(); }});
    }
}

void addPages(const WindowParts& parts, std::vector<SearchEntry>& entries) {
    const auto front = [&parts](Page* page) {
        parts.start();
        parts.tabs->setCurrentWidget(page);
    };
    for (Page* page : parts.pages)
        entries.push_back({plain(page->title()), Session::tr("tab"), [front, page] { front(page); }});
    for (Page* page : parts.pages)
        for (auto& place : page->places())
            entries.push_back({place.text, place.hint, [front, page, go = std::move(place.run)] {
                                   front(page);
                                   go();
                               }});
}

void addSets(const WindowParts& parts, Session& session, std::vector<SearchEntry>& entries) {
    for (const auto& set : session.dataSets())
        entries.push_back({toQt(set.title), Session::tr("data set"), [&parts, &session, id = set.id] {
                               parts.start();
                               parts.dataList->setCurrentKey(toQt(id));
                               session.pickSet(id);
                           }});
}

void addRuns(const WindowParts& parts, Session& session, std::vector<SearchEntry>& entries) {
    for (const auto& run : session.runs())
        entries.push_back({toQt(run.summary.title),
                           Session::tr("run · %1").arg(QFileInfo(toQt(run.path())).fileName()),
                           [&parts, &session, path = run.path()] {
                               parts.start();
                               session.setCurrentRun(path);
                           }});
}

}  // namespace

std::vector<SearchEntry> searchEntries(const Actions& actions, const WindowParts& parts, Session& session) {
    std::vector<SearchEntry> entries;
    addCommands(actions, entries);
    addPages(parts, entries);
    addSets(parts, session, entries);
    addRuns(parts, session, entries);
    return entries;
}

}  // namespace nescio
