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

#include "widgets/control_names.h"
#include "widgets/options_form.h"
#include "widgets/result_view.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kFewImages = 500;  // enough to see the effect, few enough to wait for

}  // namespace

ExperimentsPage::ExperimentsPage(QWidget* parent)
    : QWidget(parent),
      m_experiment(named(new QComboBox(this), "experiment", tr("Which experiment of the paper"))),
      m_set(named(
          new QComboBox(this), "experimentSet",
          tr("The set that plays the in-distribution part; the other checked sets are compared with it"))),
      m_limit(named(new WholeBox(this), "experimentLimit", tr("Images of each set; 0 takes all"))),
      m_allRuns(named(new QCheckBox(tr("all open runs"), this), "experimentAllRuns",
                      tr("Take every open run, the current one first, not the current one alone"))),
      m_run(named(new QPushButton(tr("R&un"), this), "experimentRun",
                  tr("Run the experiment on the current run"))),
      m_export(named(new QPushButton(tr("E&xport tables…"), this), "experimentExport",
                     tr("Write every table as CSV and LaTeX"))),
      m_what(new QLabel(this)),
      m_options(new OptionsForm(this)),
      m_view(new ResultView(this)) {
    m_limit->setRange(0, 10'000'000);
    m_limit->setSingleStep(100);
    m_limit->setValue(kFewImages);
    m_limit->setSpecialValueText(tr("all"));
    m_allRuns->setChecked(true);
    m_allRuns->hide();
    m_what->setWordWrap(true);
    m_what->setForegroundRole(QPalette::PlaceholderText);
    m_set->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_set->setMinimumContentsLength(16);

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
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_view, 1);

    connect(m_experiment, &QComboBox::currentIndexChanged, this, &ExperimentsPage::pick);
    connect(m_set, &QComboBox::currentIndexChanged, this, &ExperimentsPage::updateButton);
    connect(m_options, &OptionsForm::edited, this, &ExperimentsPage::updateButton);
    connect(m_run, &QPushButton::clicked, this, &ExperimentsPage::request);
    connect(m_export, &QPushButton::clicked, this, &ExperimentsPage::exportRequested);
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

void ExperimentsPage::setSets(const std::vector<std::pair<QString, QString>>& sets) {
    const auto before = m_set->currentData();
    {
        const QSignalBlocker blocker(m_set);
        m_set->clear();
        for (const auto& [id, title] : sets) m_set->addItem(title, id);
        m_set->setCurrentIndex(std::max(0, m_set->findData(before)));
    }
    updateButton();
}

void ExperimentsPage::setHasRun(bool hasRun) {
    m_hasRun = hasRun;
    updateButton();
}

void ExperimentsPage::setRunCount(int runs) {
    m_runCount = runs;
    updateAllRuns();
}

void ExperimentsPage::updateAllRuns() {
    const auto* choice = chosen();
    m_allRuns->setVisible(choice && choice->takesRuns && m_runCount > 1);
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
    updateAllRuns();
    updateButton();
    Q_EMIT experimentPicked(choice->id);
}

void ExperimentsPage::updateButton() {
    const auto* choice = chosen();
    QString why;
    if (!choice || m_set->count() == 0)
        why = tr("Add a data set first.");
    else if (choice->needsRun && !m_hasRun)
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
    Q_EMIT runRequested({.id = choice->id,
                         .options = m_options->values(),
                         .firstSet = m_set->currentData().toString().toStdString(),
                         .limit = m_limit->value(),
                         .allRuns = !m_allRuns->isHidden() && m_allRuns->isChecked()});
}

void ExperimentsPage::show(const ExperimentResult& result) {
    m_view->show(result);
    m_export->setEnabled(true);
}

void ExperimentsPage::showSentence(const QString& sentence) {
    m_view->showSentence(m_obstacle.isEmpty() ? sentence : sentence + QLatin1Char(' ') + m_obstacle);
    m_export->setEnabled(false);
}

}  // namespace nescio
