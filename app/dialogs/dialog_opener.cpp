#include "app/dialogs/dialog_opener.h"

#include <algorithm>

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QStandardPaths>

#include "app/dialogs/data_dialog.h"
#include "app/dialogs/get_dialog.h"
#include "app/dialogs/replace_question.h"
#include "app/dialogs/score_dialog.h"
#include "app/dialogs/train_dialog.h"
#include "app/dialogs/training_sets.h"
#include "app/session/run_paths.h"
#include "core/train/companion.h"

namespace nescio {
DialogOpener::DialogOpener(Controllers& controllers, QWidget& window)
    : QObject(&window), m_controllers(controllers), m_window(window) {}

bool DialogOpener::admit() {
    if (!m_open || !m_open->isVisible()) return true;  // a closed one is about to go
    m_open->raise();
    m_open->activateWindow();
    return false;
}

void DialogOpener::open(QDialog* dialog) {
    m_open = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DialogOpener::train() {
    if (m_controllers.training.phase() != TrainingController::Phase::Idle || !admit()) return;
    const Session& session = m_controllers.session();
    openTraining(new TrainDialog(session.engine(), trainingSets(session), &m_window));
}

void DialogOpener::trainBackground(const std::string& runPath) {
    const auto* run = m_controllers.session().run(runPath);
    if (run)
        trainCompanion(run->summary, backgroundSpecFor(run->summary),
                       tr("Background model of %1: its own kind, on the same images with bytes mutated."));
}

void DialogOpener::trainLocal(const std::string& runPath) {
    const auto* run = m_controllers.session().run(runPath);
    if (run)
        trainCompanion(run->summary, localSpecFor(run->summary),
                       tr("Local model of %1: the same images, seen only a few pixels at a time."));
}

void DialogOpener::trainTwin(const std::string& runPath) {
    const auto* run = m_controllers.session().run(runPath);
    if (!run) return;
    RunSpec spec = run->summary.spec;
    if (spec.model != "glow" && spec.model != "cv_glow") spec.modelOptions.clear();
    spec.modelOptions.erase("prior");  // has choices of its own
    spec.model = "cv_glow";
    spec.members = 1;
    spec.companionOf.clear();
    trainLike(run->summary, spec,
              tr("Constant-volume Glow on the images of %1. When both are trained, the Compare tab has them "
                 "side by side."),
              {});
}

void DialogOpener::trainCompanion(const RunSummary& of, const RunSpec& spec, const QString& heading) {
    trainLike(of, spec, heading, of.path);
}

void DialogOpener::trainLike(const RunSummary& of, const RunSpec& spec, const QString& heading,
                             const std::string& companionOf) {
    if (m_controllers.training.phase() != TrainingController::Phase::Idle || !admit()) return;
    const Session& session = m_controllers.session();
    auto sets = trainingSets(session);
    const auto known = std::any_of(sets.begin(), sets.end(),
                                   [&](const TrainingSetChoice& set) { return set.what == spec.trainData; });
    if (!known) sets.insert(sets.begin(), {spec.trainData, toQt(of.trainSetTitle), of.shape, of.trainSetId});
    auto* dialog = new TrainDialog(session.engine(), sets, &m_window);
    dialog->prefill(
        {.spec = spec, .heading = heading.arg(toQt(of.title)), .shape = of.shape, .path = companionOf});
    openTraining(dialog);
}

void DialogOpener::openTraining(TrainDialog* dialog) {
    connect(dialog, &TrainDialog::presetAsked, this,
            [this, dialog](const std::string& model, const std::string& preset, const ImageShape& shape) {
                answerPreset(dialog, model, preset, shape);
            });
    connect(dialog, &TrainDialog::trainRequested, &m_controllers.training, &TrainingController::start);
    open(dialog);
    dialog->askPreset();
}

void DialogOpener::answerPreset(TrainDialog* dialog, const std::string& model, const std::string& preset,
                                const ImageShape& shape) {
    Job<PresetValues> job;
    job.context = dialog;
    job.traits = {.kind = "preset", .stage = "reading the preset", .quiet = true};
    job.work = [model, preset, shape](const JobControl&) -> std::optional<PresetValues> {
        return presetValues(model, preset, shape);
    };
    job.done = [dialog, model, preset](PresetValues& values) { dialog->showPreset(model, preset, values); };
    job.failed = [this](const Failure& failure) { Q_EMIT noticed({sentenceOf(failure), {}, {}}); };
    m_controllers.jobs().interactive.submit(std::move(job));
}

void DialogOpener::score() {
    const auto* run = m_controllers.session().currentRun();
    if (!run || !run->model || !admit()) return;
    auto* dialog = new ScoreDialog(m_controllers.session().dataSets(), run->summary, &m_window);
    connect(dialog, &ScoreDialog::scoreRequested, &m_controllers.scoring, &ScoringController::score);
    open(dialog);
}

void DialogOpener::addData() {
    if (!admit()) return;
    auto* dialog = new DataDialog(m_controllers.session().engine().catalogue, &m_window);
    connect(dialog, &DataDialog::dataChosen, &m_controllers.library,
            [this](const QString& what) { m_controllers.library.addDataSet(toStd(what)); });
    connect(dialog, &DataDialog::getRequested, this, &DialogOpener::getData);
    open(dialog);
}

void DialogOpener::getData() {
    if (!admit()) return;
    auto* dialog = new GetDialog(m_controllers.session().engine().offers, &m_window);
    connect(dialog, &GetDialog::getRequested, &m_controllers.getting,
            [this](const QString& id) { m_controllers.getting.get(toStd(id)); });
    open(dialog);
}

void DialogOpener::openRun() {
    if (!admit()) return;
    auto* dialog = new QFileDialog(&m_window, tr("Open run"), runsFolder(), tr("Runs (*.h5);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_controllers.library, &LibraryController::openRun);
    open(dialog);
}

void DialogOpener::writeReport() {
    if (!m_controllers.session().currentRun() || !admit()) return;
    auto* dialog = new QFileDialog(&m_window, tr("Write report"));
    dialog->setObjectName(QStringLiteral("writeReport"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setNameFilter(tr("Reports (*.html)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](QString path) {
        if (path.endsWith(QLatin1String(".html"))) path.chop(5);
        askBeforeReplacing(m_window, {path + QStringLiteral(".html"), path + QStringLiteral(".pdf")},
                           [this, path] { m_controllers.reporting.write(path); });
    });
    open(dialog);
}

void DialogOpener::about() {
    if (!admit()) return;
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Nescio"),
                                tr("Nescio %1 · why deep generative models find unseen images likely\n\n"
                                   "Free software under the GNU General Public License, version 3 or later.")
                                    .arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, &m_window);
    box->setObjectName(QStringLiteral("aboutBox"));
    open(box);
}

}  // namespace nescio
