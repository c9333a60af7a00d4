#include "app/window/run_list_model.h"

#include "app/session/run_titles.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"
#include "widgets/two_line_delegate.h"

namespace nescio {
namespace {

QString stateWords(const RunEntry& run) {
    if (run.live) return RunListModel::tr("training");
    switch (run.summary.state) {
        case RunState::Running:
            return RunListModel::tr("interrupted");  // nobody trains it any more
        case RunState::Paused:
            return RunListModel::tr("paused");
        case RunState::Stopped:
            return RunListModel::tr("stopped");
        case RunState::Finished:
            return RunListModel::tr("finished");
        case RunState::Diverged:
            return RunListModel::tr("diverged");
    }
    return {};
}

QString titleIn(const Session& session, const RunEntry& run) {
    return toQt(titleAmong(session.runs(), run));
}

}  // namespace

RunListModel::RunListModel(Session& session, QObject* parent) : SessionListModel(session, parent) {
    connect(&session, &Session::runsChanged, this, &RunListModel::refresh);
    connect(&session, &Session::currentRunChanged, this, &RunListModel::refresh);
    connect(&session, &Session::historyChanged, this, &RunListModel::refresh);
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
    const auto row = static_cast<std::size_t>(index.row());
    if (!index.isValid() || row >= session().runs().size()) return {};
    const RunEntry& run = session().runs()[row];
    switch (role) {
        case Qt::DisplayRole:
            return titleIn(session(), run);
        case Qt::DecorationRole:
            return session().currentRun() == &run ? theme().accent : theme().hairline;
        case Qt::ToolTipRole:
            return toQt(run.summary.title + "\n" + run.path());
        case Qt::AccessibleTextRole:
            return tr("%1, %2").arg(titleIn(session(), run), caption(run));
        case kCaptionRole:
            return caption(run);
        case kKeyRole:
            return toQt(run.path());
        case kProgressRole:
            if (!run.live || run.summary.totalSteps <= 0) return -1.0;
            return static_cast<double>(run.summary.step) / static_cast<double>(run.summary.totalSteps);
        default:
            return {};
    }
}

QString RunListModel::caption(const RunEntry& run) {
    QStringList words{stateWords(run)};
    if (run.summary.state != RunState::Finished && run.summary.totalSteps > 0)
        words << tr("%1/%2").arg(countWords(run.summary.step), countWords(run.summary.totalSteps));
    if (!run.summary.history.empty())
        words << tr("%1 bits/dim").arg(fixedWords(run.summary.history.back().total, 2));
    return words.join(QStringLiteral(" · "));
}

}  // namespace nescio
