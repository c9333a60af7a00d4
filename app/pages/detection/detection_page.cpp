#include "app/pages/detection/detection_page.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/pages/common/brush_bar.h"
#include "app/pages/common/linked_result.h"
#include "app/pages/detection/own_score_controller.h"
#include "app/pages/detection/own_score_dialogs.h"
#include "app/pages/detection/score_table_model.h"
#include "app/session/set_choices.h"
#include "widgets/control_names.h"
#include "widgets/copied_table.h"
#include "widgets/plots/plot_view.h"
#include "widgets/result_view.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kImagesEnough = 1000;  // AUROC to about ± .02

CopiedTable* scoreTable(QAbstractItemModel* model, QWidget* parent) {
    auto* view = named(new CopiedTable(parent), "scoreTable",
                       QObject::tr("Scores on the compared sets; pick some to draw their curves"));
    view->setToolTip({});  // cells have their own
    view->setModel(model);
    view->setAlternatingRowColors(true);
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 2 * kGridPx);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->horizontalHeader()->setHighlightSections(false);
    return view;
}

}  // namespace

DetectionPage::DetectionPage(QWidget* parent)
    : Page(parent),
      m_in(named(new QComboBox(this), "detectionIn",
                 tr("The set that counts as in-distribution; the other checked sets are OOD"))),
      m_out(named(new QComboBox(this), "detectionOut", tr("The OOD set of the curves below"))),
      m_limit(named(new WholeBox(this), "detectionLimit", tr("Images of each set; 0 takes all"))),
      m_slow(named(new QCheckBox(tr("slow ones too"), this), "detectionSlow",
                   tr("Also scores that take gradients, a fit or a spectrum for every image: from "
                      "milliseconds to seconds an image. What is computed is kept in the run"))),
      m_compare(named(new QPushButton(tr("&Compare"), this), "detectionCompare",
                      tr("Compute what is missing and compare all scores"))),
      m_new(named(new QPushButton(tr("&New score"), this), "detectionNew",
                  tr("A score of your own: composed of columns, or imported from a file"))),
      m_remedy(named(new QPushButton(this), "detectionRemedy", tr("Supplies what the picked score lacks"))),
      m_falseAlarms(named(new NumberBox(this), "detectionFalseAlarms",
                          tr("Share of in-distribution images that each score may flag, for the lines in the "
                             "scatter"))),
      m_model(new ScoreTableModel(this)),
      m_sort(new ScoreSort(this)),
      m_details(named(new QLabel(this), "detectionDetails", tr("About the score that is picked"))),
      m_result(new LinkedResult(this)),
      m_view(m_result->view()) {
    m_sort->setSourceModel(m_model);
    m_table = scoreTable(m_sort, this);
    m_limit->setRange(0, 10'000'000);
    m_limit->setSingleStep(500);
    m_limit->setValue(kImagesEnough);
    m_limit->setSpecialValueText(tr("all"));
    m_falseAlarms->setRange(0.1, 50);
    m_falseAlarms->setDecimals(1);
    m_falseAlarms->setValue(5);
    m_falseAlarms->setSuffix(tr(" % false alarms"));
    for (auto* box : {m_in, m_out}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
    }
    m_out->setMinimumContentsLength(9);  // the counts of chosen images stand in the same row
    m_remedy->hide();
    m_details->setWordWrap(true);
    m_details->setToolTip({});
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setForegroundRole(QPalette::PlaceholderText);
    auto* menu = new QMenu(m_new);
    menu->addAction(tr("&Compose…"), this, [this] { openComposeDialog(*m_own, *this); })
        ->setObjectName(QStringLiteral("detectionCompose"));
    menu->addAction(tr("&Import…"), this, [this] { openImportDialog(*m_own, *this); })
        ->setObjectName(QStringLiteral("detectionImport"));
    m_new->setMenu(menu);
    layOut();
    showNothing(tr("Train a run or open one to compare scores."));
}

void DetectionPage::layOut() {
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGridPx);
    row->addWidget(new QLabel(tr("in"), this));
    row->addWidget(m_in, 1);
    row->addWidget(new QLabel(tr("n"), this));
    row->addWidget(m_limit);
    row->addWidget(m_slow);
    row->addWidget(m_compare);
    row->addWidget(m_new);
    auto* below = new QHBoxLayout;
    below->setSpacing(2 * kGridPx);
    below->addWidget(m_result->bar(), 1);
    below->addWidget(new QLabel(tr("curves against"), this));
    below->addWidget(m_out);
    below->addWidget(m_falseAlarms);

    auto* upper = new QWidget(this);
    auto* upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 0);
    upperColumn->setSpacing(2 * kGridPx);
    upperColumn->addLayout(row);
    upperColumn->addWidget(m_table, 1);
    auto* about = new QHBoxLayout;
    about->addWidget(m_details, 1);
    about->addWidget(m_remedy, 0, Qt::AlignTop);
    upperColumn->addLayout(about);
    auto* lower = new QWidget(this);
    auto* lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, kGridPx, 0, 0);
    lowerColumn->setSpacing(0);
    below->setContentsMargins(2 * kGridPx, 0, 2 * kGridPx, 0);
    lowerColumn->addLayout(below);
    lowerColumn->addWidget(m_result, 1);

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("detectionSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(lower);
    splitter->setSizes({2000, 3000});  // as shares
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);
}

void DetectionPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    for (auto* controller : m_result->connectTo(context)) own(controller);
    m_controller = own(new DetectionController(context.session, context.jobs, context.library, this));
    m_own = own(new OwnScoreController(context.session, context.jobs, this));
    connect(m_own, &OwnScoreController::changed, this, &DetectionPage::look);
    connect(m_controller, &DetectionController::found, this, &DetectionPage::show);
    connect(m_controller, &DetectionController::nothing, this, &DetectionPage::showNothing);
    connect(m_controller, &DetectionController::started, this, [this](const QString& sentence) {
        m_details->setText(sentence);
        if (!m_comparison) m_view->showSentence(sentence);
    });
    connect(m_controller, &DetectionController::drawn, this, [this](const ExperimentResult& result) {
        m_view->show(result);
        Q_EMIT figureChanged();
    });
    connect(m_session, &Session::dataSetsChanged, this, &DetectionPage::fillSets);
    connect(m_session, &Session::currentRunChanged, this, [this] {
        showNothing(tr("Reading what the run keeps…"));  // never the numbers of another run
        fillSets();
        look();
    });
    connect(m_session, &Session::runsChanged, this, &DetectionPage::fillSets);
    connect(m_session, &Session::tablesChanged, this, [this](const std::string& path) {
        const auto* run = m_session->currentRun();
        // Queued: the file gets the new numbers from a job that is submitted after this signal.
        if (run && run->path() == path)
            QMetaObject::invokeMethod(this, &DetectionPage::look, Qt::QueuedConnection);
    });
    connect(m_compare, &QPushButton::clicked, this, &DetectionPage::compare);
    connect(m_remedy, &QPushButton::clicked, this,
            [this] { Q_EMIT actionWanted(m_remedy->property("action").toString()); });
    connect(m_in, &QComboBox::activated, this, [this] { m_chosen = true; });
    connect(m_in, &QComboBox::currentIndexChanged, this, &DetectionPage::look);
    connect(m_out, &QComboBox::currentIndexChanged, this, &DetectionPage::draw);
    connect(m_falseAlarms, &QDoubleSpinBox::valueChanged, this, &DetectionPage::draw);
    connect(m_view, &ResultView::currentPlotChanged, this, &Page::figureChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        describePicked();
        draw();
    });
    fillSets();
}

void DetectionPage::setTheme(const Theme& theme) {
    m_view->setTheme(theme);
}

PlotView* DetectionPage::figure() const {
    return m_view->currentPlot();
}

void DetectionPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    look();
}

void DetectionPage::fillSets() {
    const auto* run = m_session->currentRun();
    const auto before = m_chosen ? m_in->currentData() : QVariant();
    {
        const QSignalBlocker blocker(m_in);
        m_in->clear();
        for (const auto& set : readableSets(*m_session)) m_in->addItem(set.title, set.id);
        const int own = m_in->findData(toQt(ownSet(*m_session)));
        const int kept = m_in->findData(before);
        m_in->setCurrentIndex(kept >= 0 ? kept : std::max(0, own));
    }
    QString why;
    if (!run || !run->model || run->live)
        why = tr("Train a run to its end or open one first.");
    else if (m_in->count() < 2)
        why = tr("Add a second data set first: scores tell two sets apart.");
    m_compare->setEnabled(why.isEmpty());
    m_new->setEnabled(run && !run->live && !run->tables.empty());
    m_compare->setToolTip(why.isEmpty() ? m_compare->accessibleName() : why);
}

void DetectionPage::look() {
    if (m_controller && isVisible()) m_controller->look(toStd(m_in->currentData().toString()));
}

void DetectionPage::compare() {
    m_controller->compare({.in = toStd(m_in->currentData().toString()),
                           .limit = m_limit->value(),
                           .slow = m_slow->isChecked()});
}

void DetectionPage::show(const std::shared_ptr<const Comparison>& comparison) {
    const bool sameSets = m_comparison && m_comparison->input.out.size() == comparison->input.out.size();
    m_comparison = comparison;
    const int out = m_out->currentIndex();
    {
        const QSignalBlocker table(m_table->selectionModel()), box(m_out);
        m_model->show(comparison);
        m_out->clear();
        for (const auto& set : comparison->input.out) m_out->addItem(toQt(set.terms->setTitle));
        m_out->setCurrentIndex(sameSets ? std::max(0, out) : 0);
        if (!sameSets) m_table->sortByColumn(ScoreTableModel::kFirstSet, Qt::DescendingOrder);
        m_table->resizeColumnsToContents();
    }
    describePicked();
    draw();
}

void DetectionPage::showNothing(const QString& sentence) {
    m_comparison.reset();
    m_model->show(nullptr);
    m_details->setText({});
    m_view->showSentence(sentence);
    Q_EMIT figureChanged();
}

std::vector<std::string> DetectionPage::pickedScores() const {
    std::vector<std::string> ids;
    for (const auto& row : m_table->selectionModel()->selectedRows())
        ids.push_back(m_model->scoreId(m_sort->mapToSource(row).row()));
    return ids;
}

/// A second run that the picked score needs and nobody gave can be trained from here.
void DetectionPage::offerRemedy(const DetectedScore& score) {
    const auto reads = [&](const char* measure) {
        const auto& measures = score.kind.measures;
        return !score.problem.empty() &&
               std::find(measures.begin(), measures.end(), measure) != measures.end();
    };
    const bool background = reads("background");
    m_remedy->setVisible(background || reads("local"));
    m_remedy->setText(background ? tr("Train a &background model…") : tr("Train a &local model…"));
    m_remedy->setProperty("action", background ? "actionTrainBackground" : "actionTrainLocal");
}

void DetectionPage::describePicked() {
    m_remedy->hide();
    if (!m_comparison) return;
    const auto rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return m_details->setText(tr("Pick scores to see where they come from and to draw their curves."));
    const auto row = m_sort->mapToSource(rows.last()).row();
    m_details->setText(scoreWords(*m_comparison, static_cast<std::size_t>(row)));
    offerRemedy(m_comparison->detection.scores[static_cast<std::size_t>(row)]);
}

void DetectionPage::draw() {
    if (!m_comparison || m_out->currentIndex() < 0) return;
    m_controller->draw({.set = static_cast<std::size_t>(m_out->currentIndex()),
                        .scores = pickedScores(),
                        .falseAlarms = m_falseAlarms->value() / 100});
}

}  // namespace nescio
