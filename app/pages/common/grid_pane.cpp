#include "app/pages/common/grid_pane.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/session/set_choices.h"
#include "widgets/control_names.h"
#include "widgets/qt_text.h"
#include "widgets/set_box.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

const auto kThumbnailSetting = QStringLiteral("grid/thumbnail");
constexpr int kLeastPx = 24, kMostPx = 192, kStandardPx = 56;

}  // namespace

GridPane::GridPane(QWidget* parent)
    : QWidget(parent),
      m_sets(named(new SetBox(this), "gridSet",
                   tr("Whose images are shown: those that are chosen, or a set's"))),
      m_order(named(new QComboBox(this), "gridOrder", tr("What the images are sorted by"))),
      m_direction(named(new QToolButton(this), "gridDirection", tr("Largest first, or smallest first"))),
      m_size(named(new QSlider(Qt::Horizontal, this), "gridSize", tr("Size of the thumbnails"))),
      m_grid(named(new ImageGrid(this), "imageGrid",
                   tr("Images: click inspects one, Ctrl and Shift choose more, Space too, Escape none"))) {
    m_grid->setToolTip({});  // a card tells about the image under the pointer
    m_order->addItem(tr("as stored"), QString());
    m_direction->setCheckable(true);
    m_direction->setAutoRaise(true);
    m_size->setRange(kLeastPx, kMostPx);
    m_size->setFixedWidth(88);
    layOut();
    connect(m_order, &QComboBox::currentIndexChanged, this, [this] {
        const QSignalBlocker quiet(m_direction);
        m_direction->setChecked(m_order->currentData() == QLatin1String("log_p"));  // most likely first
        sort();
    });
    connect(m_direction, &QToolButton::toggled, this, &GridPane::sort);
    connect(m_size, &QSlider::valueChanged, this, [this](int px) {
        m_grid->setThumbnailPx(px);
        QSettings().setValue(kThumbnailSetting, px);
    });
    m_size->setValue(QSettings().value(kThumbnailSetting, kStandardPx).toInt());
    sort();
}

void GridPane::layOut() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    row->setSpacing(2 * kGridPx);
    row->addWidget(new QLabel(tr("Images of"), this));
    row->addWidget(m_sets);
    row->addWidget(new QLabel(tr("sorted"), this));
    row->addWidget(m_order);
    row->addWidget(m_direction);
    row->addStretch(1);
    row->addWidget(m_size);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGridPx);
    column->addLayout(row);
    column->addWidget(m_grid, 1);
    setMinimumHeight(112);
}

GridController* GridPane::connectTo(const PageContext& context) {
    m_session = &context.session;
    m_controller = new GridController(context.session, context.jobs, context.library, this);
    connect(m_controller, &GridController::filled, this, [this](const GridContent& content) {
        m_grid->show(content);
        markSelected();
    });
    connect(m_controller, &GridController::columnsChanged, this, &GridPane::offerColumns);
    connect(m_grid, &ImageGrid::imagePicked, this, [this](const QString& setId, qint64 index) {
        m_session->select({toStd(setId), index});
    });
    connect(m_grid, &ImageGrid::imagesChosen, m_session, &Session::choose);
    connect(m_sets, &SetBox::chosen, this, [this](const QString& id) {
        id == QLatin1String(kChosenImages) ? m_session->lookAtChosen() : m_session->pickSet(toStd(id));
    });
    connect(m_session, &Session::pickedSetChanged, this, &GridPane::offerSets);
    connect(m_session, &Session::dataSetsChanged, this, &GridPane::offerSets);
    connect(m_session, &Session::droppedChanged, this, &GridPane::offerSets);
    connect(m_session, &Session::selectionChanged, this, &GridPane::markSelected);
    connect(m_session, &Session::brushChanged, this, &GridPane::offerSets);
    return m_controller;
}

void GridPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_controller) m_controller->setActive(true);
}

void GridPane::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (m_controller) m_controller->setActive(false);
}

void GridPane::offerSets() {
    auto choices = knownSets(*m_session);
    const bool chosen = m_session->looksAtChosen();
    if (!m_session->brush()->chosen.empty())
        choices.insert(choices.begin(), {QString::fromLatin1(kChosenImages), tr("chosen images")});
    {
        const QSignalBlocker quiet(m_sets);
        m_sets->setChoices(choices);
        m_sets->choose(chosen ? QString::fromLatin1(kChosenImages) : toQt(m_session->pickedSet()));
    }
    m_grid->setBrush(m_session->brush(), !chosen);
    if (!chosen) m_session->pickSet(toStd(m_sets->id()));  // where the picked one is gone
}

void GridPane::offerColumns(const std::vector<NamedColumn>& columns) {
    const auto kept = m_order->currentData();
    {
        const QSignalBlocker quiet(m_order);
        m_order->clear();
        m_order->addItem(tr("as stored"), QString());
        for (const auto& column : columns) m_order->addItem(toQt(titleOf(column)), toQt(column.name));
        m_order->setCurrentIndex(std::max(0, m_order->findData(kept)));
    }
    sort();
}

void GridPane::sort() {
    const bool stored = m_order->currentIndex() <= 0;
    m_direction->setEnabled(!stored);
    m_direction->setArrowType(m_direction->isChecked() ? Qt::DownArrow : Qt::UpArrow);
    if (m_controller)
        m_controller->setOrder({.column = toStd(m_order->currentData().toString()),
                                .descending = !stored && m_direction->isChecked()});
}

void GridPane::markSelected() {
    const auto& [setId, index] = m_session->selection();
    m_grid->mark(setId, index);
}

}  // namespace nescio
