#include "app/pages/experiments/experiments_page.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "app/dialogs/tables_question.h"
#include "app/pages/common/brush_bar.h"
#include "app/pages/common/linked_result.h"
#include "app/pages/experiments/experiment_controller.h"
#include "app/pages/experiments/running_line.h"
#include "app/session/set_choices.h"
#include "widgets/control_names.h"
#include "widgets/options_form.h"
#include "widgets/qt_text.h"
#include "widgets/result_view.h"
#include "widgets/set_box.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kFewImages = 500;  // enough to see the effect, few enough to wait for

/// What the results that are shown of a run go by.
std::string seenOf(const RunEntry* run) {
    if (!run) return {};
    return run->path() + (run->live ? " is trained" : ' ' + run->summary.weights.digest);
}

}  // namespace

ExperimentsPage::ExperimentsPage(QWidget* parent)
    : Page(parent),
      m_experiment(named(new QComboBox(this), "experiment", tr("Which experiment of the paper"))),
      m_set(named(
          new SetBox(this), "experimentSet",
          tr("The set that plays the in-distribution part; the other checked sets are compared with it"))),
      m_limit(named(new WholeBox(this), "experimentLimit", tr("Images of each set; 0 takes all"))),
      m_allRuns(named(new QCheckBox(tr("all open runs"), this), "experimentAllRuns",
                      tr("Take every open run, the current one first, not the current one alone"))),
      m_run(named(new QPushButton(tr("R&un"), this), "experimentRun",
                  tr("Run the experiment on the current run"))),
      m_export(named(new QPushButton(tr("E&xport tables…"), this), "experimentExport",
                     tr("Write every table as CSV and LaTeX"))),
      m_kept(named(new QComboBox(this), "experimentKept",
                   tr("Which of the results that there are of this experiment"))),
      m_keptWords(new QLabel(tr("Results"), this)),
      m_running(new RunningLine(this)),
      m_what(new QLabel(this)),
      m_options(new OptionsForm(this)),
      m_result(new LinkedResult(this)),
      m_view(m_result->view()) {
    m_limit->setRange(0, 10'000'000);
    m_limit->setSingleStep(100);
    m_limit->setValue(kFewImages);
    m_limit->setSpecialValueText(tr("all"));
    m_allRuns->setChecked(true);
    m_allRuns->hide();
    m_kept->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_kept->setMinimumContentsLength(16);
    m_kept->hide();
    m_keptWords->setBuddy(m_kept);
    m_keptWords->hide();
    m_what->setWordWrap(true);
    m_what->setForegroundRole(QPalette::PlaceholderText);

    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGridPx);
    row->addWidget(m_experiment);
    row->addWidget(new QLabel(tr("in"), this));
    row->addWidget(m_set, 1);
    row->addWidget(new QLabel(tr("n"), this));
    row->addWidget(m_limit);
    row->addWidget(m_allRuns);
    row->addWidget(m_run);
    row->addWidget(m_export);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 0);
    top->setSpacing(2 * kGridPx);
    top->addLayout(row);
    top->addWidget(m_what);
    top->addWidget(m_options);
    auto* results = new QHBoxLayout;
    results->setSpacing(2 * kGridPx);
    results->addWidget(m_keptWords);
    results->addWidget(m_kept);
    results->addWidget(m_result->bar(), 1);
    results->addWidget(m_running, 1);
    results->addStretch(0);
    top->addLayout(results);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_result, 1);

    connect(m_experiment, &QComboBox::currentIndexChanged, this, &ExperimentsPage::pick);
    connect(m_options, &OptionsForm::edited, this, &ExperimentsPage::updateButton);
    connect(m_kept, &QComboBox::activated, this, [this](int at) { m_controller->choose(at); });
    connect(m_set, &QComboBox::activated, this, [this] { m_setPicked = true; });
    connect(m_run, &QPushButton::clicked, this, &ExperimentsPage::request);
    connect(m_export, &QPushButton::clicked, this, &ExperimentsPage::exportTables);
    connect(m_view, &ResultView::currentPlotChanged, this, &Page::figureChanged);
    showSentence(tr("Choose an experiment and run it on the checked sets."));
}

void ExperimentsPage::setExperiments(const std::vector<ExperimentChoice>& choices) {
    m_choices = choices;
    {
        const QSignalBlocker blocker(m_experiment);
        m_experiment->clear();
        for (const auto& choice : choices) m_experiment->addItem(QString::fromStdString(choice.title));
    }
    pick();
}

void ExperimentsPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    for (auto* controller : m_result->connectTo(context)) own(controller);
    m_controller = own(new ExperimentController(context.session, context.jobs, context.library, this));
    connect(m_controller, &ExperimentController::found, this, &ExperimentsPage::showResult);
    connect(m_controller, &ExperimentController::nothing, this, &ExperimentsPage::showSentence);
    connect(m_controller, &ExperimentController::started, this,
            [this](const QString& title) { showSentence(tr("%1 is running…").arg(title)); });
    connect(m_controller, &ExperimentController::kept, this, &ExperimentsPage::offerKept);
    connect(m_controller, &ExperimentController::underWayChanged, this,
            [this] { m_running->show(m_controller->underWay()); });
    connect(m_session, &Session::dataSetsChanged, this, [this] {
        m_set->setChoices(readableSets(*m_session));
        if (!m_setPicked) m_set->choose(toQt(ownSet(*m_session)));
        updateButton();
    });
    connect(m_session, &Session::currentRunChanged, this, &ExperimentsPage::look);
    connect(m_session, &Session::runsChanged, this, [this] {
        updateButton();
        updateAllRuns();
        if (m_seen != seenOf(m_session->currentRun())) look();  // not while another one trains
    });
    setExperiments(ExperimentController::choices());
}

ResultView* ExperimentsPage::view() const {
    return m_view;
}

void ExperimentsPage::setTheme(const Theme& theme) {
    m_view->setTheme(theme);
}

PlotView* ExperimentsPage::figure() const {
    return m_view->currentPlot();
}

std::vector<SearchEntry> ExperimentsPage::places() {
    std::vector<SearchEntry> entries;
    for (std::size_t at = 0; at < m_choices.size(); ++at)
        entries.push_back({QString::fromStdString(m_choices[at].title), tr("experiment"),
                           [this, at] { m_experiment->setCurrentIndex(static_cast<int>(at)); }});
    return entries;
}

void ExperimentsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    look();
}

void ExperimentsPage::look() {
    if (m_session) m_seen = seenOf(m_session->currentRun());
    updateButton();
    updateAllRuns();
    if (m_controller && isVisible()) m_controller->look(chosenId());
}

void ExperimentsPage::updateAllRuns() {
    const auto* choice = chosen();
    m_allRuns->setVisible(choice && choice->takesRuns && m_session && m_session->runs().size() > 1);
}

const ExperimentChoice* ExperimentsPage::chosen() const {
    const int at = m_experiment->currentIndex();
    return at < 0 ? nullptr : &m_choices[static_cast<std::size_t>(at)];
}

void ExperimentsPage::pick() {
    const auto* choice = chosen();
    if (!choice) return;
    m_what->setText(QString::fromStdString(choice->what));
    m_options->setFields(choice->options, {});
    m_options->setVisible(!choice->options.empty());
    look();
}

void ExperimentsPage::updateButton() {
    const auto* choice = chosen();
    const auto* run = m_session ? m_session->currentRun() : nullptr;
    QString why;
    if (!choice || m_set->count() == 0)
        why = tr("Add a data set first.");
    else if (choice->needsRun && !(run && run->model))
        why = tr("This experiment needs a trained run: train one or open a run file.");
    else
        why = m_options->problem();
    m_obstacle = why;
    m_run->setEnabled(why.isEmpty());
    m_run->setToolTip(why.isEmpty() ? tr("Run the experiment on the current run and the checked sets") : why);
    if (!m_view->hasData() && !why.isEmpty()) m_view->showSentence(why);
}

void ExperimentsPage::request() {
    const auto* choice = chosen();
    if (!choice) return;
    m_controller->run({.id = choice->id,
                       .options = m_options->values(),
                       .firstSet = toStd(m_set->id()),
                       .limit = m_limit->value(),
                       .allRuns = !m_allRuns->isHidden() && m_allRuns->isChecked()});
}

void ExperimentsPage::showResult(const ExperimentResult& result) {
    m_view->show(result);
    m_export->setEnabled(true);
}

void ExperimentsPage::showSentence(const QString& sentence) {
    m_view->showSentence(m_obstacle.isEmpty() ? sentence : sentence + QLatin1Char(' ') + m_obstacle);
    m_export->setEnabled(false);
}

void ExperimentsPage::offerKept(const QStringList& titles, int shown) {
    m_kept->clear();
    m_kept->addItems(titles);
    m_kept->setCurrentIndex(shown);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_keptWords, m_kept})
        widget->setVisible(titles.size() > 1);
}

void ExperimentsPage::exportTables() {
    askForTables(
        *this, QStringLiteral("exportTables"),
        [this](const QString& base) { return m_controller->filesOf(base); },
        [this](const QString& base) { m_controller->write(base); });
}

}  // namespace nescio
