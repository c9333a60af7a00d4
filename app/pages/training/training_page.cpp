#include "app/pages/training/training_page.h"

#include <algorithm>

#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/pages/training/watch_controller.h"
#include "widgets/number_words.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/history_plot.h"
#include "widgets/plots/result_plot.h"
#include "widgets/theme.h"
#include "widgets/ticked_slider.h"

namespace nescio {

TrainingPage::TrainingPage(QWidget* parent)
    : Page(parent),
      m_history(new HistoryPlot(this)),
      m_terms(new ResultPlot(this)),
      m_histogram(new HistogramPlot(this)),
      m_slider(new TickedSlider(this)),
      m_words(new QLabel(this)),
      m_looksPane(new QWidget(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_used(m_history) {
    m_terms->setObjectName(QStringLiteral("watchedTerms"));
    m_histogram->setObjectName(QStringLiteral("watchedHistogram"));
    m_slider->setObjectName(QStringLiteral("watchedSlider"));
    m_slider->setToolTip(
        tr("Go through the steps at which the watched sets were looked at; arrow keys go step by "
           "step, Home and End to the first and the last"));
    m_slider->setAccessibleName(tr("Step of the training"));
    m_words->setObjectName(QStringLiteral("watchedWords"));
    m_words->setToolTip(tr("The step whose histogram is shown, and where one set overtakes the other"));
    m_words->setWordWrap(true);
    for (PlotView* plot : std::initializer_list<PlotView*>{m_history, m_terms, m_histogram})
        plot->installEventFilter(this);
    layOut();
    hideWatched();
    connect(m_slider, &QSlider::valueChanged, this, &TrainingPage::showLook);
}

void TrainingPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    auto* watching = own(new WatchController(context.session, context.jobs, this));
    connect(watching, &WatchController::changed, this, &TrainingPage::showWatched);
    connect(watching, &WatchController::nothing, this, &TrainingPage::hideWatched);
    connect(m_session, &Session::currentRunChanged, this, &TrainingPage::showHistory);
    connect(m_session, &Session::historyChanged, this, [this](const std::string& path) {
        const auto* run = m_session->currentRun();
        if (run && run->path() == path) showHistory();
    });
    showHistory();
}

void TrainingPage::showHistory() {
    const auto* run = m_session->currentRun();
    if (!run) return m_history->showSentence(tr("No run yet: train one or open a run file."));
    m_history->show(HistoryData{
        .title = run->summary.title, .rows = run->summary.history, .totalSteps = run->summary.totalSteps});
}

void TrainingPage::layOut() {
    auto* looks = new QVBoxLayout(m_looksPane);
    looks->setContentsMargins(0, kGridPx, 0, 0);
    looks->setSpacing(kGridPx);
    auto* scrub = new QVBoxLayout;
    scrub->setContentsMargins(2 * kGridPx, 0, 2 * kGridPx, 0);
    scrub->setSpacing(kGridPx);
    scrub->addWidget(m_words);
    scrub->addWidget(m_slider);
    looks->addLayout(scrub);
    looks->addWidget(m_histogram, 1);
    auto* curves = new QSplitter(Qt::Horizontal, m_splitter);
    curves->setObjectName(QStringLiteral("trainingCurves"));
    curves->addWidget(m_history);
    curves->addWidget(m_terms);
    curves->setChildrenCollapsible(false);
    curves->setSizes({1000, 1000});
    m_splitter->setObjectName(QStringLiteral("trainingSplitter"));
    m_splitter->addWidget(curves);
    m_splitter->addWidget(m_looksPane);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({1100, 900});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

void TrainingPage::hideWatched() {
    m_view = {};
    m_terms->hide();
    m_looksPane->hide();
    m_used = m_history;
    Q_EMIT figureChanged();
}

void TrainingPage::showWatched(const WatchedView& view) {
    const int at = m_slider->value();
    const bool newest = m_view.looks.empty() || at + 1 >= static_cast<int>(m_view.looks.size());
    m_view = view;
    std::vector<TickedSlider::Tick> ticks;
    for (std::size_t i = 0; i < view.looks.size(); ++i)
        ticks.push_back({static_cast<int>(i), countWords(view.looks[i].step), view.looks[i].overtaking});
    {
        const QSignalBlocker quiet(m_slider);
        m_slider->setRange(0, static_cast<int>(view.looks.size()) - 1);
        m_slider->setTicks(std::move(ticks));
        m_slider->setValue(newest ? m_slider->maximum() : at);
    }
    m_terms->QWidget::show();
    m_looksPane->show();
    m_terms->show(view.terms, "training");
    showLook();
    Q_EMIT figureChanged();
}

void TrainingPage::showLook() {
    const auto at = static_cast<std::size_t>(std::max(0, m_slider->value()));
    if (at >= m_view.looks.size()) return;
    m_histogram->show(m_view.looks[at].histogram);
    m_words->setText(QString::fromStdString(m_view.looks[at].words));
    m_slider->setAccessibleDescription(m_words->text());
}

void TrainingPage::setTheme(const Theme& theme) {
    for (PlotView* plot : std::initializer_list<PlotView*>{m_history, m_terms, m_histogram})
        plot->setTheme(theme);
}

PlotView* TrainingPage::figure() const {
    return m_used->hasData() ? m_used : m_history;
}

bool TrainingPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        m_used = static_cast<PlotView*>(watched);
        Q_EMIT figureChanged();
    }
    return Page::eventFilter(watched, event);
}

}  // namespace nescio
