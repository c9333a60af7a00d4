#include "app/pages/likelihoods/likelihoods_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/pages/likelihoods/figure_controller.h"
#include "app/pages/likelihoods/strip_controller.h"
#include "app/session/drop_controller.h"
#include "app/session/set_choices.h"
#include "widgets/control_names.h"
#include "widgets/image_strip.h"
#include "widgets/plots/histogram_plot.h"
#include "widgets/qt_text.h"
#include "widgets/set_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

QComboBox* makeBox(const char* name, const QString& hint, const QStringList& items, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setToolTip(hint);
    box->setAccessibleName(hint);
    box->addItems(items);
    return box;
}

QHBoxLayout* makeRow() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    return row;
}

}  // namespace

LikelihoodsPage::LikelihoodsPage(QWidget* parent)
    : Page(parent),
      m_quantity(makeBox("quantityBox", tr("What the horizontal axis shows"),
                         {tr("bits/dim"), tr("log-likelihood (nats)")}, this)),
      m_sets(named(new SetBox(this), "stripSetBox", tr("The set whose images are shown"))),
      m_order(makeBox("stripOrderBox", tr("Order of the images"),
                      {tr("as stored"), tr("most likely first"), tr("least likely first")}, this)),
      m_plot(new HistogramPlot(this)),
      m_strip(new ImageStrip(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)) {
    m_strip->setObjectName(QStringLiteral("imageStrip"));
    m_strip->setToolTip(tr("Pick an image to inspect it"));
    m_sets->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_splitter->setObjectName(QStringLiteral("likelihoodsSplitter"));
    m_splitter->addWidget(makePlotPane());
    m_splitter->addWidget(makeStripPane());
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
    auto* row = makeRow();
    row->addStretch(1);
    row->addWidget(new QLabel(tr("Axis"), pane));
    row->addWidget(m_quantity);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_plot, 1);
    return pane;
}

QWidget* LikelihoodsPage::makeStripPane() {
    auto* pane = new QWidget(this);
    auto* row = makeRow();
    row->addWidget(new QLabel(tr("Images of"), pane));
    row->addWidget(m_sets);
    row->addWidget(m_order);
    row->addStretch(1);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGridPx);
    column->addLayout(row);
    column->addWidget(m_strip, 1);
    pane->setMinimumHeight(104);
    return pane;
}

void LikelihoodsPage::connectTo(const PageContext& context) {
    m_session = &context.session;
    connectFigure(context);
    connectStrip(context);
}

void LikelihoodsPage::connectFigure(const PageContext& context) {
    auto* controller = own(new FigureController(context.session, context.jobs, this));
    connect(m_quantity, &QComboBox::currentIndexChanged, controller,
            [controller](int at) { controller->setQuantity(static_cast<Quantity>(at)); });
    connect(controller, &FigureController::drawn, this, [this](const HistogramData& drawn) {
        m_plot->show(drawn);
        Q_EMIT figureChanged();
    });
    connect(controller, &FigureController::empty, this, [this](const QString& sentence) {
        m_plot->show(HistogramData{});
        m_plot->showSentence(sentence);
        Q_EMIT figureChanged();
    });
}

void LikelihoodsPage::connectStrip(const PageContext& context) {
    auto* controller = own(new StripController(context.session, context.jobs, context.library, this));
    connect(m_order, &QComboBox::currentIndexChanged, controller,
            [controller](int at) { controller->setOrder(static_cast<StripOrder>(at)); });
    connect(controller, &StripController::filled, this, [this](const ImageStrip::Content& content) {
        m_strip->show(content);
        markSelected();
    });
    connect(m_strip, &ImageStrip::imagePicked, this, [this](std::int64_t index) {
        m_session->select({m_session->pickedSet(), index});
    });
    connect(m_sets, &SetBox::chosen, this, [this](const QString& id) { m_session->pickSet(toStd(id)); });
    connect(m_session, &Session::pickedSetChanged, this,
            [this] { m_sets->choose(toQt(m_session->pickedSet())); });
    connect(m_session, &Session::dataSetsChanged, this, &LikelihoodsPage::offerSets);
    connect(m_session, &Session::droppedChanged, this, &LikelihoodsPage::offerSets);
    connect(m_session, &Session::selectionChanged, this, &LikelihoodsPage::markSelected);
    connect(&context.dropping, &DropController::answered, this, [this] { m_session->pickSet(kDroppedSet); });
}

void LikelihoodsPage::setTheme(const Theme& theme) {
    m_plot->setTheme(theme);
}

PlotView* LikelihoodsPage::figure() const {
    return m_plot;
}

void LikelihoodsPage::offerSets() {
    m_sets->setChoices(knownSets(*m_session));
}

void LikelihoodsPage::markSelected() {
    const auto& [setId, index] = m_session->selection();
    if (setId == m_session->pickedSet()) m_strip->mark(index);
}

}  // namespace nescio
