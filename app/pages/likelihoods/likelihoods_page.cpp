#include "app/pages/likelihoods/likelihoods_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/pages/common/brush_bar.h"
#include "app/pages/common/grid_pane.h"
#include "app/pages/common/hover_card.h"
#include "app/pages/common/selection_controller.h"
#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/likelihoods/next_looks.h"
#include "app/session/drop_controller.h"
#include "app/session/inspect_controller.h"
#include "widgets/control_names.h"
#include "widgets/hint_line.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/theme.h"

namespace nescio {

LikelihoodsPage::LikelihoodsPage(QWidget* parent)
    : Page(parent),
      m_quantity(named(new QComboBox(this), "quantityBox", tr("What the horizontal axis shows"))),
      m_brush(new BrushBar(this)),
      m_plot(new HistogramPlot(this)),
      m_hint(new HintLine(this)),
      m_images(new GridPane(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)) {
    m_quantity->addItems({tr("bits/dim"), tr("log-likelihood (nats)")});
    m_splitter->setObjectName(QStringLiteral("likelihoodsSplitter"));
    m_splitter->addWidget(makePlotPane());
    m_splitter->addWidget(m_images);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({520, 130});
    m_splitter->setCollapsible(0, false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

QWidget* LikelihoodsPage::makePlotPane() {
    auto* pane = new QWidget(this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    row->addWidget(m_brush, 1);
    row->addWidget(new QLabel(tr("Axis"), pane));
    row->addWidget(m_quantity);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_plot, 1);
    column->addWidget(m_hint);
    return pane;
}

void LikelihoodsPage::connectHint(Session& session) {
    m_session = &session;
    connect(&session, &Session::paradoxChanged, this, &LikelihoodsPage::offerNext);
    connect(m_hint, &HintLine::followed, this, &LikelihoodsPage::follow);
    connect(m_hint, &HintLine::dismissed, &session, [this] { m_session->setParadox({}); });
}

void LikelihoodsPage::offerNext() {
    const auto* run = m_session->currentRun();
    const bool isParadox = run && !run->live && run->path() == m_session->paradox();
    if (isParadox && saysVerdict(m_drawn)) return m_hint->show(tr("Next:"), nextLooks());
    m_hint->hide();
}

void LikelihoodsPage::follow(const QString& look) {
    if (look != QLatin1String(kOverlapLook)) return Q_EMIT actionWanted(look);
    m_session->choose(overlapIn(m_drawn));
    m_session->lookAtChosen();
}

void LikelihoodsPage::connectTo(const PageContext& context) {
    connectHint(context.session);
    own(m_images->connectTo(context));
    own(m_brush->connectTo(context));
    auto* card = new HoverCard(context.session, this);
    card->follow(m_images->grid());
    m_brush->link(m_plot);
    auto* controller = own(new FigureController(context.session, context.jobs, this));
    connect(m_quantity, &QComboBox::currentIndexChanged, controller,
            [controller](int at) { controller->setQuantity(static_cast<Quantity>(at)); });
    connect(&context.inspecting, &InspectController::asked, controller,
            [controller] { controller->setAnswer({}); });
    connect(&context.inspecting, &InspectController::nothingSelected, controller,
            [controller] { controller->setAnswer({}); });
    connect(&context.inspecting, &InspectController::answered, controller,
            [controller](const Inspection& inspection) {
                const auto& breakdown = inspection.facts.breakdown;
                controller->setAnswer(
                    breakdown ? std::optional(FigureMarker{breakdown->totalNats(), inspection.weights})
                              : std::nullopt);
            });
    connect(controller, &FigureController::drawn, this, [this](const HistogramData& drawn) {
        m_plot->show(drawn);
        m_drawn = drawn;
        offerNext();
        Q_EMIT figureChanged();
    });
    connect(controller, &FigureController::empty, this, [this](const QString& sentence) {
        m_plot->show(HistogramData{});
        m_plot->showSentence(sentence);
        m_drawn = {};
        offerNext();
        Q_EMIT figureChanged();
    });
    connect(&context.dropping, &DropController::answered, this,
            [session = &context.session] { session->pickSet(kDroppedSet); });
}

void LikelihoodsPage::setTheme(const Theme& theme) {
    m_plot->setTheme(theme);
}

PlotView* LikelihoodsPage::figure() const {
    return m_plot;
}

}  // namespace nescio
