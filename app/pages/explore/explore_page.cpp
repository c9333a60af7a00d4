#include "app/pages/explore/explore_page.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/pages/common/brush_bar.h"
#include "app/pages/common/grid_pane.h"
#include "app/pages/common/hover_card.h"
#include "app/pages/common/selection_controller.h"
#include "widgets/control_names.h"
#include "widgets/plots/cloud_plot.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/qt_text.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

/// The two halves of a flow's likelihood, where the model has them.
constexpr const char* kFirstX = "volume";
constexpr const char* kFirstY = "density";

void fill(QComboBox& box, const std::vector<NamedColumn>& columns, const char* first) {
    const QSignalBlocker quiet(&box);
    const auto kept = box.currentData();
    box.clear();
    for (const auto& column : columns) box.addItem(toQt(titleOf(column)), toQt(column.name));
    const int before = box.findData(kept), usual = box.findData(QString::fromLatin1(first));
    box.setCurrentIndex(std::max({0, before, before < 0 ? usual : 0}));
}

}  // namespace

ExplorePage::ExplorePage(QWidget* parent)
    : Page(parent),
      m_brush(new BrushBar(this)),
      m_x(named(new QComboBox(this), "exploreX", tr("The number along the horizontal axes"))),
      m_y(named(new QComboBox(this), "exploreY", tr("The number along the vertical axis of the scatter"))),
      m_histogram(new HistogramPlot(this)),
      m_cloud(new CloudPlot(this)),
      m_missing(named(new QLabel(this), "exploreMissing", tr("Sets that cannot be drawn"))),
      m_images(new GridPane(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_used(m_cloud) {
    m_histogram->setObjectName(QStringLiteral("exploreHistogram"));
    m_cloud->setObjectName(QStringLiteral("exploreCloud"));
    m_missing->setForegroundRole(QPalette::PlaceholderText);
    m_missing->hide();
    for (auto* box : {m_x, m_y}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        connect(box, &QComboBox::currentIndexChanged, this, &ExplorePage::ask);
    }
    for (ChartPlot* plot : std::initializer_list<ChartPlot*>{m_histogram, m_cloud}) {
        plot->setCompact(true);
        plot->installEventFilter(this);
    }
    m_splitter->setObjectName(QStringLiteral("exploreSplitter"));
    m_splitter->addWidget(makeFigures());
    m_splitter->addWidget(m_images);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({420, 220});
    m_splitter->setCollapsible(0, false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

QWidget* ExplorePage::makeFigures() {
    auto* pane = new QWidget(this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    row->addWidget(m_brush, 1);
    row->addWidget(m_y);
    row->addWidget(new QLabel(tr("against"), pane));
    row->addWidget(m_x);
    auto* figures = new QSplitter(Qt::Horizontal, pane);
    figures->setObjectName(QStringLiteral("exploreFigures"));
    figures->addWidget(m_histogram);
    figures->addWidget(m_cloud);
    figures->setChildrenCollapsible(false);
    figures->setSizes({1000, 1000});
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_missing);
    column->addWidget(figures, 1);
    return pane;
}

void ExplorePage::connectTo(const PageContext& context) {
    own(m_images->connectTo(context));
    own(m_brush->connectTo(context));
    auto* card = new HoverCard(context.session, this);
    card->follow(m_images->grid());
    card->follow(m_cloud);
    m_brush->link(m_histogram);
    m_brush->link(m_cloud);
    m_controller = own(new ExploreController(context.session, context.jobs, this));
    connect(m_controller, &ExploreController::columnsChanged, this, &ExplorePage::offerColumns);
    connect(m_controller, &ExploreController::drawn, this, &ExplorePage::showFigures);
    connect(m_controller, &ExploreController::nothing, this, &ExplorePage::showSentence);
}

void ExplorePage::setTheme(const Theme& theme) {
    m_histogram->setTheme(theme);
    m_cloud->setTheme(theme);
}

bool ExplorePage::perform(const QString& action) {
    if (action != QLatin1String("actionSplit")) return false;
    for (const auto& [box, column] : {std::pair(m_x, kFirstX), {m_y, kFirstY}})
        if (const int at = box->findData(QString::fromLatin1(column)); at >= 0) box->setCurrentIndex(at);
    return true;
}

PlotView* ExplorePage::figure() const {
    return m_used;
}

void ExplorePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_controller) m_controller->setActive(true);
}

void ExplorePage::hideEvent(QHideEvent* event) {
    Page::hideEvent(event);
    if (m_controller) m_controller->setActive(false);
}

bool ExplorePage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        m_used = static_cast<PlotView*>(watched);
        Q_EMIT figureChanged();
    }
    return Page::eventFilter(watched, event);
}

void ExplorePage::offerColumns(const std::vector<NamedColumn>& columns) {
    m_columns = columns;
    fill(*m_x, columns, kFirstX);
    fill(*m_y, columns, kFirstY);
    ask();
}

void ExplorePage::ask() {
    const auto column = [&](const QComboBox& box) {
        const auto at = static_cast<std::size_t>(box.currentIndex());
        return box.currentIndex() < 0 ? NamedColumn() : m_columns[at];
    };
    m_controller->setColumns(column(*m_x), column(*m_y));
}

void ExplorePage::showFigures(const Explored& explored) {
    m_histogram->show(explored.histogram);
    m_cloud->show(explored.cloud);
    m_missing->setText(toQt(explored.missing));
    m_missing->setVisible(!explored.missing.empty());
    Q_EMIT figureChanged();
}

void ExplorePage::showSentence(const QString& sentence) {
    m_histogram->show(HistogramData{});
    m_histogram->showSentence(sentence);
    m_cloud->show(CloudData{});
    m_cloud->showSentence(sentence);
    m_missing->hide();
    Q_EMIT figureChanged();
}

}  // namespace nescio
