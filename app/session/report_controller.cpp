#include "app/session/report_controller.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QSettings>
#include <QUrl>

namespace nescio {
namespace {

constexpr int kPollMs = 50;

/// A program's sentence comes last; Qt may have said something of the display before.
QString lastLineOf(const QByteArray& text) {
    return QString::fromUtf8(text).trimmed().section(QLatin1Char('\n'), -1);
}

/// Runs the program to its end; false when stopped.   Throws: Error with what it said.
bool runDrawing(const QString& program, const QStringList& arguments, const std::stop_token& stop) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForStarted())
        throw Error(
            QObject::tr("expected the program %1, found none that starts").arg(program).toStdString());
    while (!process.waitForFinished(kPollMs))
        if (stop.stop_requested()) {
            process.kill();
            process.waitForFinished();
            return false;
        }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        throw Error(lastLineOf(process.readAllStandardError()).toStdString());
    return true;
}

}  // namespace

void ReportController::write(const QString& base) {
    const auto* run = m_session.currentRun();
    if (!run) return Q_EMIT noticed({tr("A report needs a run: train one or open a run file."), {}, {}});
    const auto program = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("nescio-draw"));
    const QStringList arguments{QStringLiteral("report"),     toQt(run->path()),
                                QStringLiteral("--out"),      base,
                                QStringLiteral("--force"),  // the user was asked
                                QStringLiteral("--settings"), QSettings().fileName()};
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "writing the report"};
    job.work = [program, arguments](const JobControl& control) -> std::optional<bool> {
        if (!runDrawing(program, arguments, control.stop)) return std::nullopt;
        return true;
    };
    job.done = [this, base](bool&) {
        const auto html = base + QStringLiteral(".html");
        Q_EMIT noticed({tr("Wrote %1 and .pdf.").arg(html), tr("Open"),
                        [html] { QDesktopServices::openUrl(QUrl::fromLocalFile(html)); }, true});
        Q_EMIT written(html);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
