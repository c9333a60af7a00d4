#include "app/pages/compare/compare_page.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "app/pages/common/brush_bar.h"
#include "app/pages/common/selection_controller.h"
#include "app/session/set_choices.h"
#include "widgets/control_names.h"
#include "widgets/copied_table.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/plots/run_curves_plot.h"
#include "widgets/set_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kWidestColumnPx = 300;
constexpr int kLeastTitlePx = 200;  ///< both ends of a run's title can still be read
constexpr int kLeastWordsPx = 120;  ///< of other columns of words

int leastPx(int column) {
    return column == 0 ? kLeastTitlePx : kLeastWordsPx;
}

bool holdsWords(const QAbstractItemModel& model, int column) {
    return model.index(0, column).data(CellTableModel::kSortRole).typeId() == QMetaType::QString;
}

/// The widest column of words that may be narrower; -1: none.
int widestWords(const QTableView& table) {
    int widest = -1;
    for (int c = 0; c < table.model()->columnCount(); ++c)
        if (holdsWords(*table.model(), c) && table.columnWidth(c) > leastPx(c) &&
            (widest < 0 || table.columnWidth(c) > table.columnWidth(widest)))
            widest = c;
    return widest;
}

/// Wide enough for what it says; where that is more than there is room for, long words give way first: they
/// are shortened in their middle and whole in the tip.
void fitColumns(QTableView& table) {
    table.resizeColumnsToContents();
    for (int c = 0; c < table.model()->columnCount(); ++c)
        if (table.columnWidth(c) > kWidestColumnPx) table.setColumnWidth(c, kWidestColumnPx);
    int over = table.horizontalHeader()->length() - table.viewport()->width();
    for (int c = widestWords(table); over > 0 && c >= 0; c = widestWords(table)) {
        const int less = std::min({over, table.columnWidth(c) - leastPx(c), 20});
        table.setColumnWidth(c, table.columnWidth(c) - less);
        over -= less;
    }
}

}  // namespace

ComparePage::ComparePage(QWidget* parent)
    : Page(parent),
      m_theme(&Theme::fitting(palette())),
      m_brush(new BrushBar(this)),
      m_set(named(new SetBox(this), "compareSet", tr("The set whose images are compared under each run"))),
      m_along(named(new QComboBox(this), "compareAlong", tr("What the curves have in common"))),
      m_all(named(new QCheckBox(tr("&All settings"), this), "compareAll",
                  tr("Also the settings in which the chosen runs agree"))),
      m_curves(new RunCurvesPlot(this)),
      m_histogram(new HistogramPlot(this)),
      m_runModel(CellTableModel::Checks::Rows),
      m_imageModel(CellTableModel::Checks::None),
      m_runs(makeTable("compareRuns",
                       tr("Runs, what they came to and how they were made; the mark chooses "
                          "which are compared; Ctrl+C copies rows"),
                       m_runModel, m_runOrder)),
      m_image(makeTable("compareImage", tr("The selected image under each chosen run; Ctrl+C copies rows"),
                        m_imageModel, m_imageOrder)),
      m_imageWords(new QLabel(this)),
      m_tabs(new QTabWidget(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_used(m_curves) {
    m_curves->setObjectName(QStringLiteral("compareCurves"));
    m_histogram->setObjectName(QStringLiteral("compareHistogram"));
    m_imageWords->setObjectName(QStringLiteral("compareImageWords"));
    m_imageWords->setForegroundRole(QPalette::PlaceholderText);
    m_along->addItem(tr("by step"), static_cast<int>(CurveAxis::Steps));
    m_along->addItem(tr("by epoch"), static_cast<int>(CurveAxis::Epochs));
    m_along->addItem(tr("by training time"), static_cast<int>(CurveAxis::Seconds));
    for (ChartPlot* plot : std::initializer_list<ChartPlot*>{m_curves, m_histogram}) {
        plot->setCompact(true);
        plot->installEventFilter(this);
    }
    m_splitter->setObjectName(QStringLiteral("compareSplitter"));
    m_splitter->addWidget(makeFigures());
    m_splitter->addWidget(makeTables());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({440, 200});
    m_splitter->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

CopiedTable* ComparePage::makeTable(const char* name, const QString& hint, CellTableModel& model,
                                    CellTableOrder& order) {
    auto* table = named(new CopiedTable(this), name, hint);
    table->setToolTip({});  // cells have their own
    order.setSourceModel(&model);
    table->setModel(&order);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideMiddle);  // the end of a title tells runs apart
    table->setAlternatingRowColors(true);
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignBottom);
    table->sortByColumn(-1, Qt::AscendingOrder);  // as listed, until somebody asks otherwise
    connect(&order, &QAbstractItemModel::modelReset, table, [table] { fitColumns(*table); });
    table->viewport()->installEventFilter(this);
    return table;
}

QWidget* ComparePage::makeFigures() {
    auto* left = new QWidget(this);
    auto* leftRow = new QHBoxLayout;
    leftRow->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    leftRow->setSpacing(2 * kGridPx);
    leftRow->addWidget(new QLabel(tr("Training"), left));
    leftRow->addWidget(m_along);
    leftRow->addStretch(1);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addLayout(leftRow);
    leftColumn->addWidget(m_curves, 1);

    auto* right = new QWidget(this);
    auto* rightRow = new QHBoxLayout;
    rightRow->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    rightRow->addWidget(m_brush, 1);
    rightRow->addWidget(m_set);
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addLayout(rightRow);
    rightColumn->addWidget(m_histogram, 1);

    auto* figures = new QSplitter(Qt::Horizontal, this);
    figures->setObjectName(QStringLiteral("compareFigures"));
    figures->addWidget(left);
    figures->addWidget(right);
    figures->setChildrenCollapsible(false);
    figures->setSizes({1000, 1000});
    return figures;
}

QWidget* ComparePage::makeTables() {
    auto* image = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(image);
    column->setContentsMargins(0, kGridPx, 0, 0);
    column->setSpacing(kGridPx);
    m_imageWords->setContentsMargins(2 * kGridPx, 0, 2 * kGridPx, 0);
    column->addWidget(m_imageWords);
    column->addWidget(m_image, 1);
    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->addTab(m_runs, tr("Runs and settings"));
    m_tabs->addTab(image, tr("The selected image"));
    // Not in document mode: there Qt draws the line under the tabs at the top of what stands in the corner.
    m_tabs->setCornerWidget(m_all);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) { m_all->setEnabled(tab == 0); });
    return m_tabs;
}

void ComparePage::connectTo(const PageContext& context) {
    m_session = &context.session;
    own(m_brush->connectTo(context));
    m_brush->link(m_histogram);
    m_controller = own(new CompareController(context.session, context.jobs, this));
    connect(m_controller, &CompareController::curvesChanged, this, [this](const RunCurvesData& curves) {
        m_curves->show(curves);
        Q_EMIT figureChanged();
    });
    connect(m_controller, &CompareController::compared, this, &ComparePage::showCompared);
    connect(m_controller, &CompareController::nothing, this, &ComparePage::showSentence);
    connect(m_along, &QComboBox::currentIndexChanged, this,
            [this] { m_controller->setAxis(static_cast<CurveAxis>(m_along->currentData().toInt())); });
    connect(m_all, &QCheckBox::toggled, this, [this](bool all) {
        m_controller->setSettings(all ? ShownSettings::All : ShownSettings::Differing);
    });
    connect(m_set, &SetBox::chosen, this, [this](const QString& id) { m_controller->setSet(toStd(id)); });
    connect(&m_runModel, &CellTableModel::checkRequested, this, [this](int row, bool chosen) {
        m_controller->setChosen(m_shown.runRows[static_cast<std::size_t>(row)].path, chosen);
    });
    connect(m_session, &Session::dataSetsChanged, this, &ComparePage::offerSets);
    offerSets();
}

void ComparePage::offerSets() {
    auto sets = knownSets(*m_session);
    std::erase_if(sets, [](const SetChoice& set) { return set.id == QString::fromLatin1(kDroppedSet); });
    m_set->setChoices(sets);
    m_controller->setSet(toStd(m_set->id()));
}

std::vector<RowMark> ComparePage::marksOf(const std::vector<ComparedRow>& rows) const {
    std::vector<RowMark> marks;
    for (const auto& row : rows) marks.push_back({m_theme->colourOf(row.slot), row.chosen});
    return marks;
}

void ComparePage::showCompared(const RunsCompared& compared) {
    m_shown = compared;
    m_histogram->show(compared.histogram);
    if (!m_histogram->hasData())
        m_histogram->showSentence(
            compared.histogram.title.empty()
                ? tr("No set is listed: add one to compare it under each run.")
                : tr("None of the chosen runs has scored %1.").arg(toQt(compared.histogram.title)));
    m_runModel.show(compared.runs, marksOf(compared.runRows));
    m_imageModel.show(compared.image, marksOf(compared.imageRows));
    m_imageWords->setText(toQt(compared.imageWords));
    Q_EMIT figureChanged();
}

void ComparePage::showSentence(const QString& sentence) {
    m_shown = {};
    m_curves->show(RunCurvesData{});
    m_curves->showSentence(sentence);
    m_histogram->show(HistogramData{});
    m_histogram->showSentence(sentence);
    m_runModel.show({}, {});
    m_imageModel.show({}, {});
    m_imageWords->clear();
    Q_EMIT figureChanged();
}

void ComparePage::setTheme(const Theme& theme) {
    m_theme = &theme;
    m_curves->setTheme(theme);
    m_histogram->setTheme(theme);
    m_runModel.show(m_shown.runs, marksOf(m_shown.runRows));
    m_imageModel.show(m_shown.image, marksOf(m_shown.imageRows));
}

PlotView* ComparePage::figure() const {
    return m_used;
}

void ComparePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_controller) m_controller->setActive(true);
}

void ComparePage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    if (m_controller) m_controller->setActive(false);
}

bool ComparePage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        for (auto* table : {m_runs, m_image})
            if (table && watched == table->viewport()) fitColumns(*table);
    if (event->type() == QEvent::FocusIn) {
        m_used = static_cast<PlotView*>(watched);
        Q_EMIT figureChanged();
    }
    return Page::eventFilter(watched, event);
}

}  // namespace nescio
