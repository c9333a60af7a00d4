#include "app/pages/verdicts/verdicts_page.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/pages/verdicts/verdict_controller.h"
#include "app/pages/verdicts/verdict_table.h"
#include "widgets/control_names.h"
#include "widgets/elided_label.h"
#include "widgets/qt_text.h"
#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kImageColumnPx = 200;  // names of files to come may be longer than those of the first

}  // namespace

VerdictsPage::VerdictsPage(QWidget* parent)
    : Page(parent),
      m_falseAlarms(named(new NumberBox(this), "falseAlarms",
                          tr("Share of in-distribution images that each score may flag"))),
      m_scores(named(new QToolButton(this), "verdictScores", tr("Which scores the table shows"))),
      m_scoreMenu(new QMenu(m_scores)),
      m_export(named(new QPushButton(tr("&Export CSV…"), this), "exportVerdicts",
                     tr("Write all rows and scores to a file"))),
      m_table(named(new VerdictTable(this), "verdictTable",
                    tr("Values, percentiles and verdicts of the dropped images; Ctrl+C copies rows"))),
      m_middle(new QStackedWidget(this)),
      m_empty(new QLabel(this)),
      m_words(named(new ElidedLabel(this), "verdictWords", {})) {
    m_table->setToolTip({});  // cells have their own
    m_falseAlarms->setRange(0, 100);
    m_falseAlarms->setDecimals(2);
    m_falseAlarms->setSuffix(QStringLiteral(" %"));
    m_falseAlarms->setValue(100 * kUsualFalseAlarms);
    m_falseAlarms->setKeyboardTracking(false);
    m_scores->setText(tr("&Scores"));
    m_scores->setMenu(m_scoreMenu);
    m_scores->setPopupMode(QToolButton::InstantPopup);
    layOut();
    connect(m_export, &QPushButton::clicked, this, &VerdictsPage::exportCsv);
}

void VerdictsPage::connectTo(const PageContext& context) {
    m_verdicts = own(new VerdictController(context.session, context.jobs, context.dropping, this));
    auto& model = m_verdicts->model();
    m_order.setSourceModel(&model);
    m_table->setModel(&m_order);
    m_table->sortByColumn(-1, Qt::AscendingOrder);  // as dropped, until somebody asks otherwise
    connect(m_falseAlarms, &QDoubleSpinBox::valueChanged, &model,
            [&model](double percent) { model.setFalseAlarms(percent / 100); });
    connect(&model, &VerdictModel::modelReset, this, &VerdictsPage::takeScores);
    connect(&model, &VerdictModel::rowsInserted, this, &VerdictsPage::showRows);
    connect(m_verdicts, &VerdictController::manyDropped, this, &Page::wanted);
    connect(m_verdicts, &VerdictController::said, this, &VerdictsPage::showSentence);
    connect(m_verdicts, &VerdictController::selectionChanged, this, &VerdictsPage::pick);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &VerdictsPage::tellPicked);
    takeScores();
}

void VerdictsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_verdicts) m_verdicts->setActive(true);
}

void VerdictsPage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    if (m_verdicts) m_verdicts->setActive(false);
}

void VerdictsPage::exportCsv() {
    auto* dialog = new QFileDialog(this, tr("Export verdicts"));
    dialog->setObjectName(QStringLiteral("exportVerdictsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Tables (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, m_verdicts, &VerdictController::writeCsv);
    dialog->open();
}

void VerdictsPage::layOut() {
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_middle->addWidget(m_empty);
    m_middle->addWidget(m_table);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 0);
    top->setSpacing(2 * kGridPx);
    auto* label = new QLabel(tr("False &alarms"), this);
    label->setBuddy(m_falseAlarms);
    top->addWidget(label);
    top->addWidget(m_falseAlarms);
    top->addWidget(m_scores);
    top->addStretch(1);
    top->addWidget(m_export);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(2 * kGridPx, 0, 2 * kGridPx, kGridPx);
    bottom->addWidget(m_words);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGridPx);
    column->addLayout(top);
    column->addWidget(m_middle, 1);
    column->addLayout(bottom);
}

void VerdictsPage::takeScores() {
    const auto& scores = m_verdicts->model().scores();
    m_scores->setEnabled(scores != nullptr);
    m_scoreMenu->clear();
    for (std::size_t s = 0; scores && s < scores->size(); ++s) {
        const auto& kind = (*scores)[s].kind;
        auto* action = m_scoreMenu->addAction(toQt(kind.id));
        action->setToolTip(toQt(kind.title));
        action->setCheckable(true);
        action->setChecked(!m_hidden.contains(kind.id));
        connect(action, &QAction::toggled, this, [this, id = kind.id, s](bool shown) {
            if (shown)
                m_hidden.erase(id);
            else
                m_hidden.insert(id);
            showScore(static_cast<int>(s), shown);
        });
        showScore(static_cast<int>(s), action->isChecked());
    }
    showRows();
}

void VerdictsPage::showRows() {
    const bool any = m_verdicts->model().rowCount() > 0;
    const bool first = any && m_middle->currentWidget() != m_table;
    m_middle->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
    m_words->setVisible(any);
    m_export->setEnabled(any);
    if (!first) return;
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(VerdictModel::kImage, kImageColumnPx);
}

void VerdictsPage::showScore(int score, bool shown) {
    const int first = VerdictModel::kFirstScore + score * VerdictModel::kPerScore;
    for (int c = first; c < first + VerdictModel::kPerScore; ++c) m_table->setColumnHidden(c, !shown);
}

void VerdictsPage::showSentence(const QString& sentence) {
    m_empty->setText(sentence);
    m_words->setText(sentence);
}

void VerdictsPage::pick(std::uint64_t source) {
    const auto& model = m_verdicts->model();
    const int row = model.rowOf(source);
    if (row < 0) return;
    const auto index = m_order.mapFromSource(model.index(row, VerdictModel::kImage));
    if (m_table->currentIndex().row() == index.row()) return;
    m_picking = true;
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_picking = false;
}

void VerdictsPage::tellPicked() {
    const auto index = m_order.mapToSource(m_table->currentIndex());
    if (m_picking || !index.isValid()) return;
    m_verdicts->select(m_verdicts->model().rows()[static_cast<std::size_t>(index.row())].source);
}

}  // namespace nescio
