#include "app/pages/common/linked_result.h"

#include <QGuiApplication>
#include <QSplitter>
#include <QVBoxLayout>

#include "app/pages/common/brush_bar.h"
#include "app/pages/common/grid_pane.h"
#include "app/pages/common/hover_card.h"
#include "app/pages/common/selection_controller.h"
#include "app/session/session.h"
#include "widgets/result_view.h"

namespace nescio {
namespace {

constexpr int kRoomForImages = 440;  ///< with less height the figure would be a stripe

}  // namespace

LinkedResult::LinkedResult(Page* page)
    : QWidget(page),
      m_page(page),
      m_bar(new BrushBar(page)),
      m_view(new ResultView(this)),
      m_images(new GridPane(this)) {
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("linkedSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_view);
    splitter->addWidget(m_images);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({QWIDGETSIZE_MAX, 0});  // the figure is what the page is about
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(splitter);
    m_handLetsGo.setInterval(50);
    connect(&m_handLetsGo, &QTimer::timeout, this, &LinkedResult::showImages);
    connect(m_view, &ResultView::currentPlotChanged, this, &LinkedResult::showLinks);
    showLinks();
}

void LinkedResult::showLinks() {
    m_bar->setVisible(m_view->hasImages());
    showImages();
}

/// Nothing moves under a hand that is brushing: the grid comes and goes when it lets go.
void LinkedResult::showImages() {
    if (QGuiApplication::mouseButtons() != Qt::NoButton) return m_handLetsGo.start();
    m_handLetsGo.stop();
    const bool room = height() >= kRoomForImages;
    m_images->setVisible(room && m_view->hasImages() && m_session && !m_session->brush()->chosen.empty());
}

void LinkedResult::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showImages();
}

std::vector<Controller*> LinkedResult::connectTo(const PageContext& context) {
    m_session = &context.session;
    connect(m_session, &Session::brushChanged, this, &LinkedResult::showImages);
    std::vector<Controller*> controllers{m_bar->connectTo(context), m_images->connectTo(context)};
    auto* card = new HoverCard(context.session, m_page);
    card->follow(m_images->grid());
    connect(m_view, &ResultView::imagePlotAdded, this, [this, card](PlotView* plot) {
        m_bar->link(plot);
        card->follow(plot);
    });
    return controllers;
}

}  // namespace nescio
