#include "app/pages/breakdown/breakdown_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/session/inspect_controller.h"
#include "widgets/plots/breakdown_plot.h"
#include "widgets/plots/per_pixel_plot.h"
#include "widgets/qt_text.h"
#include "widgets/result_view.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

/// A second view of results in the window: its parts have names of their own.
void nameParts(ResultView* view) {
    view->setObjectName(QStringLiteral("account"));
    for (auto* part : view->findChildren<QWidget*>(QRegularExpression(QStringLiteral("^result"))))
        part->setObjectName(QStringLiteral("account") + part->objectName().mid(6));
}

}  // namespace

BreakdownPage::BreakdownPage(QWidget* parent)
    : Page(parent),
      m_tabs(new QTabWidget(this)),
      m_account(new ResultView(this)),
      m_hold(new QToolButton(this)),
      m_plot(new BreakdownPlot(this)),
      m_map(new PerPixelPlot(this)),
      m_export(new QToolButton(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_mapPane(new QWidget(this)),
      m_none(new QLabel(this)) {
    m_export->setObjectName(QStringLiteral("exportPerPixel"));
    m_export->setText(tr("E&xport map…"));
    m_export->setAutoRaise(true);
    m_export->setToolTip(tr("Write the map of pixels as PDF, SVG, PNG or CSV"));
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2 * kGridPx, kGridPx, 2 * kGridPx, 0);
    row->addWidget(new QLabel(tr("Pixels"), m_mapPane));
    row->addStretch(1);
    row->addWidget(m_export);
    auto* column = new QVBoxLayout(m_mapPane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_map, 1);
    m_splitter->setObjectName(QStringLiteral("breakdownSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_plot);
    m_splitter->addWidget(m_mapPane);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({1000, 1000});  // halves, whatever the height will be
    auto* terms = new QWidget(this);
    auto* whole = new QVBoxLayout(terms);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_splitter, 1);
    m_none->setObjectName(QStringLiteral("perPixelNone"));
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setContentsMargins(2 * kGridPx, 2 * kGridPx, 2 * kGridPx, 2 * kGridPx);
    whole->addWidget(m_none);
    m_mapPane->hide();
    m_none->hide();
    nameParts(m_account);
    m_account->showSentence(tr("Pick an image, or drop one, to see why it is likely."));
    m_tabs->setObjectName(QStringLiteral("breakdownTabs"));
    m_tabs->addTab(terms, tr("Terms"));
    m_tabs->setTabToolTip(0, tr("The terms of the likelihood, and what each pixel has of them"));
    m_tabs->addTab(m_account, tr("Why is it likely?"));
    m_tabs->setTabToolTip(
        1, tr("Bits, levels against the reference, code lengths, ratios, ranks and the nearest "
              "training images"));
    m_hold->setObjectName(QStringLiteral("accountHold"));
    m_hold->setText(tr("&Hold to compare"));
    m_hold->setToolTip(tr("Keep this image beside those picked next, with the difference of every number"));
    m_hold->setCheckable(true);
    m_hold->setAutoRaise(true);
    m_hold->setEnabled(false);
    // Not in document mode: there Qt draws the line under the tabs at the top of what stands in the corner.
    m_tabs->setCornerWidget(m_hold);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(m_tabs);
    m_plot->showSentence(tr("Pick an image, or drop one, to see where its likelihood comes from."));
    connect(m_export, &QToolButton::clicked, this, [this] { Q_EMIT exportWanted(m_map); });
    const auto offer = [this] {
        updateHold();
        Q_EMIT figureChanged();
    };
    connect(m_tabs, &QTabWidget::currentChanged, this, offer);
    connect(m_account, &ResultView::currentPlotChanged, this, offer);
}

void BreakdownPage::connectTo(const PageContext& context) {
    m_inspecting = &context.inspecting;
    connect(m_tabs, &QTabWidget::currentChanged, this, &BreakdownPage::askForAccount);
    connect(m_hold, &QToolButton::toggled, this, &BreakdownPage::hold);
    connect(m_inspecting, &InspectController::released, this, &BreakdownPage::release);
    connect(m_inspecting, &InspectController::accounted, m_account, &ResultView::show);
    connect(m_inspecting, &InspectController::noAccount, m_account, &ResultView::showSentence);
    connect(m_inspecting, &InspectController::answered, this, &BreakdownPage::showInspection);
}

void BreakdownPage::setTheme(const Theme& theme) {
    m_plot->setTheme(theme);
    m_map->setTheme(theme);
    m_account->setTheme(theme);
}

void BreakdownPage::showInspection(const Inspection& inspection) {
    m_shown = inspection;
    showTerms();
    m_map->show(inspection.perPixel);
    makeRoom();
    updateHold();
    Q_EMIT figureChanged();
}

/// Only numbers of the same weights are set beside each other.
void BreakdownPage::showTerms() {
    if (!m_shown.breakdown) return m_plot->showSentence(toQt(m_shown.facts.note));
    if (m_pinned && m_pinned->weights != m_shown.weights) m_pinned.reset();
    auto terms = *m_shown.breakdown;
    if (m_pinned && m_pinned->facts.name != m_shown.facts.name) {
        terms.referenceMean = m_pinned->breakdown->breakdown;
        terms.held = m_pinned->facts.name;
    }
    m_plot->show(terms);
}

void BreakdownPage::hold(bool on) {
    if (showsAccount()) {
        m_accountHeld = on;
        return m_inspecting->hold(on);
    }
    m_pinned = on ? std::optional(m_shown) : std::nullopt;
    showTerms();
    Q_EMIT figureChanged();
}

void BreakdownPage::updateHold() {
    const QSignalBlocker blocker(m_hold);
    m_hold->setEnabled(showsAccount() ? m_account->hasData() : m_shown.breakdown.has_value());
    m_hold->setChecked(showsAccount() ? m_accountHeld : m_pinned.has_value());
}

bool BreakdownPage::showsAccount() const {
    return m_tabs->currentWidget() == m_account;
}

void BreakdownPage::askForAccount() {
    if (m_inspecting) m_inspecting->setAccountWanted(isVisible() && showsAccount());
}

void BreakdownPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    askForAccount();
}

void BreakdownPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    askForAccount();
}

PlotView* BreakdownPage::figure() const {
    if (showsAccount()) return m_account->currentPlot();
    const bool map = m_map->hasFocus() && m_map->hasData();
    return map ? static_cast<PlotView*>(m_map) : m_plot;
}

void BreakdownPage::release() {
    m_accountHeld = false;
    updateHold();
}

void BreakdownPage::makeRoom() {
    m_mapPane->setVisible(m_map->hasData());
    m_none->setVisible(!m_map->hasData() && m_plot->hasData());
    m_none->setText(m_map->summary());
}

}  // namespace nescio
