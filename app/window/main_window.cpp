#include "app/window/main_window.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenuBar>
#include <QMimeData>
#include <QToolBar>

#include "app/pages/attack/attack_page.h"
#include "app/pages/breakdown/breakdown_page.h"
#include "app/pages/experiments/experiments_page.h"
#include "app/pages/likelihoods/likelihoods_page.h"
#include "app/pages/page.h"
#include "app/pages/samples/samples_page.h"
#include "app/pages/shifts/shifts_page.h"
#include "app/pages/training/training_page.h"
#include "app/window/appearance.h"
#include "app/window/window_settings.h"
#include "widgets/action_search.h"
#include "widgets/banner.h"
#include "widgets/drop_area.h"
#include "widgets/image_picker.h"
#include "widgets/inspector.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/history_plot.h"
#include "widgets/plots/per_pixel_plot.h"
#include "widgets/plots/samples_plot.h"
#include "widgets/result_view.h"
#include "widgets/start_page.h"
#include "widgets/themed_icon.h"

namespace nescio {

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_theme(dressed(savedDarkTheme())),
      m_actions(this),
      m_parts(*this),
      m_dataRows(m_workbench.session(), this),
      m_runRows(m_workbench.session(), this),
      m_dialogs(m_workbench, *this),
      m_warnings([this](const std::string& sentence) {
          QMetaObject::invokeMethod(
              this,
              [this, sentence] {
                  notice({toQt(sentence), {}, {}});
              },
              Qt::QueuedConnection);
      }) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setContextMenuPolicy(Qt::NoContextMenu);
    fillMenus(*menuBar(), m_actions, m_recent);
    auto* toolbar = addToolBar(tr("Toolbar"));
    fillToolbar(*toolbar, m_actions, m_parts.search);
    m_parts.search->setActions({m_actions.all().begin(), m_actions.all().end()});

    wireActions();
    wireLists();
    wirePages();
    wireInspection();
    wireRunning();
    wireDrops();
    setTheme(m_theme->dark);
    restoreLayout(*this, m_parts);
    refillRecent();
    updateTitle();
    updateActions();
    m_workbench.library.askEngine();
}

MainWindow::~MainWindow() = default;

void MainWindow::openPaths(const QStringList& paths) {
    if (!paths.isEmpty()) m_workbench.dropping.dropPaths(paths);
}

const Theme* MainWindow::dressed(bool dark) {
    const Theme& theme = dark ? Theme::darkTheme() : Theme::light();
    applyAppearance(theme);
    return &theme;
}

void MainWindow::setTheme(bool dark) {
    if (dark != m_theme->dark) m_theme = dressed(dark);
    m_actions.setTheme(*m_theme);
    m_dataRows.setTheme(*m_theme);
    m_runRows.setTheme(*m_theme);
    for (PlotView* plot : std::initializer_list<PlotView*>{
             m_parts.likelihoods->plot(), m_parts.breakdown->plot(), m_parts.breakdown->map(),
             m_parts.samples->plot(), m_parts.shifts->plot()})
        plot->setTheme(*m_theme);
    m_parts.breakdown->account()->setTheme(*m_theme);
    m_parts.training->setTheme(*m_theme);
    m_parts.experiments->view()->setTheme(*m_theme);
    for (auto* page : m_parts.pages) page->setTheme(*m_theme);
    updateActions();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    // The window goes at once; the destructor of the lanes waits for the last batch and its checkpoint.
    saveLayout(*this, m_parts);
    m_workbench.windDown();
    event->accept();
}

void MainWindow::notice(const Notice& notice) {
    m_remedy = notice.action;
    m_parts.banner->showSentence(notice.sentence, notice.remedy);
}

void MainWindow::showInspection(const Inspection& inspection) {
    m_parts.inspector->show(inspection.facts);
    auto* page = m_parts.breakdown;
    if (inspection.breakdown)
        page->plot()->show(*inspection.breakdown);
    else
        page->plot()->showSentence(inspection.facts.note);
    page->map()->show(inspection.perPixel);
    page->makeRoom();
    updateActions();
    Q_EMIT inspectionShown();
}

void MainWindow::showRun() {
    showHistory();
    showSamples();
    updateTitle();
    updateActions();
}

void MainWindow::showHistory() {
    const auto* run = m_workbench.session().currentRun();
    if (!run)
        return m_parts.training->history()->showSentence(tr("No run yet: train one or open a run file."));
    m_parts.training->history()->show(HistoryData{
        .title = run->summary.title, .rows = run->summary.history, .totalSteps = run->summary.totalSteps});
}

QString MainWindow::noSheetWords(SheetKind kind) {
    switch (kind) {
        case SheetKind::Samples:
            return tr("No samples yet: draw some.");
        case SheetKind::Reconstructions:
            return tr("No reconstructions yet: choose a set and send its images through the model.");
        case SheetKind::Interpolation:
            return tr("No interpolation yet: choose two images of a set.");
        case SheetKind::Nearest:
            return tr("No neighbours yet: draw samples to see what is nearest to them in the training set.");
    }
    return {};
}

void MainWindow::showSamples() {
    const auto* run = m_workbench.session().currentRun();
    const SheetKind mode = m_parts.samples->mode();
    auto* plot = m_parts.samples->plot();
    const auto* sheet = m_workbench.session().sheet(mode);
    if (sheet)
        plot->show(sheet->data, sheet->groups);
    else if (run && run->samples && mode == SheetKind::Samples)
        plot->show(*run->samples);
    else
        plot->showSentence(run ? noSheetWords(mode) : tr("No run yet: train one or open a run file."));
    updateActions();
}

void MainWindow::showChoices() {
    std::vector<ImagePicker::Choice> images;
    std::vector<LikelihoodsPage::Choice> sets;
    std::vector<SamplesPage::Choice> sources;
    const auto dropped = static_cast<std::int64_t>(m_workbench.session().dropped().size());
    const auto add = [&](const std::string& id, const QString& title, std::int64_t count) {
        images.push_back({toQt(id), title, count});
        sets.push_back({toQt(id), title});
    };
    for (const auto& set : m_workbench.session().dataSets()) {
        add(set.id, toQt(set.title), set.count);
        if (set.images || !set.what.empty()) sources.push_back({toQt(set.id), toQt(set.title), set.count});
    }
    if (dropped > 0) add(kDroppedSet, tr("dropped images"), dropped);
    m_parts.inspector->picker()->setChoices(images);
    m_parts.likelihoods->setStripChoices(sets);
    m_parts.samples->setSets(sources);
    std::vector<std::pair<QString, QString>> first;
    for (const auto& source : sources) first.emplace_back(source.id, source.title);
    m_parts.shifts->setSets(first, toQt(m_workbench.shifting.standardSet()));
    m_parts.experiments->setSets(first);
    m_parts.attack->setSets(first);
    if (!sets.empty() || !m_workbench.session().runs().empty()) m_parts.start();
}

void MainWindow::updateTitle() {
    const auto* run = m_workbench.session().currentRun();
    setWindowTitle(run ? tr("Nescio — %1").arg(toQt(run->summary.title)) : tr("Nescio"));
}

void MainWindow::refillRecent() {
    m_recent.clear();
    for (const QString& path : recentRuns()) {
        auto* action = m_recent.addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { m_workbench.library.openRun(path); });
    }
    m_recent.setToolTipsVisible(true);
    m_recent.setEnabled(!m_recent.isEmpty());
}

void MainWindow::paste() {
    const QMimeData* carried = QGuiApplication::clipboard()->mimeData();
    if (!carried) return;
    const auto found = carriedBy(*carried);
    if (!found.paths.isEmpty()) m_workbench.dropping.dropPaths(found.paths);
    if (found.picture) m_workbench.dropping.dropPicture(qvariant_cast<QImage>(carried->imageData()));
    if (found.elsewhere > 0) return notice({leftOutSentence(found.elsewhere), {}, {}});
    if (found.paths.isEmpty() && !found.picture)
        notice({tr("Expected an image or files on the clipboard, found neither."), {}, {}});
}

void MainWindow::selectImage(const QString& setId, std::int64_t index) {
    m_workbench.session().select({toStd(setId), index});
}

}  // namespace nescio
