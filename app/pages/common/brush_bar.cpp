#include "app/pages/common/brush_bar.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QToolButton>

#include "app/dialogs/replace_question.h"
#include "app/pages/common/contrast_view.h"
#include "app/pages/common/selection_controller.h"
#include "app/session/run_requests.h"
#include "widgets/control_names.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"
#include "widgets/theme.h"

namespace nescio {

BrushBar::BrushBar(Page* page)
    : QWidget(page),
      m_page(page),
      m_counts(named(new QLabel(this), "brushCounts", tr("Images that are chosen, of those that count"))),
      m_chosen(named(new QToolButton(this), "brushChosen", tr("What to do with the chosen images"))),
      m_menu(new QMenu(m_chosen)) {
    auto* group = new QActionGroup(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGridPx);
    for (auto* action : {mode(group, "brushMode", tr("&Brush"),
                              tr("Drag over a plot to choose its images; Shift adds, Ctrl takes away, Escape "
                                 "lets all go (B)"),
                              Qt::Key_B, DragMode::Brush),
                         mode(group, "zoomMode", tr("&Zoom"), tr("Drag over a plot to zoom into it (Z)"),
                              Qt::Key_Z, DragMode::Zoom)}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setAutoRaise(true);
        row->addWidget(button);
    }
    group->actions().first()->setChecked(true);
    m_chosen->setText(tr("C&hosen"));
    m_chosen->setPopupMode(QToolButton::InstantPopup);
    m_chosen->setMenu(m_menu);
    m_chosen->setAutoRaise(true);
    row->addWidget(m_chosen);
    row->addWidget(m_counts, 1);
    connect(m_menu, &QMenu::aboutToShow, this, &BrushBar::fillMenu);
}

QAction* BrushBar::mode(QActionGroup* group, const char* name, const QString& text, const QString& tip,
                        int key, DragMode drag) {
    auto* action = group->addAction(text);
    action->setObjectName(QString::fromLatin1(name));
    action->setToolTip(tip);
    action->setCheckable(true);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    parentWidget()->addAction(action);
    connect(action, &QAction::toggled, this, [this, drag](bool on) {
        if (on) setMode(drag);
    });
    return action;
}

void BrushBar::setMode(DragMode mode) {
    m_mode = mode;
    for (const auto& plot : m_plots)
        if (plot) plot->setDragMode(mode);
}

SelectionController* BrushBar::connectTo(const PageContext& context) {
    m_session = &context.session;
    m_controller = new SelectionController(context.session, context.jobs, context.library, this);
    for (const auto signal : {&Session::brushChanged, &Session::dataSetsChanged, &Session::currentRunChanged})
        connect(m_session, signal, this, &BrushBar::showCounts);
    connect(m_session, &Session::tablesChanged, this, &BrushBar::showCounts);
    connect(m_controller, &SelectionController::contrasted, this, [this](const ExperimentResult& result) {
        auto* view = new ContrastView(result, this);
        connect(view, &ContrastView::exportWanted, m_page, &Page::exportWanted);
        connect(view, &ContrastView::tablesWanted, m_controller, &SelectionController::writeTables);
        view->show();
    });
    showCounts();
    return m_controller;
}

void BrushBar::link(PlotView* plot) {
    std::erase_if(m_plots, [](const auto& one) { return !one; });
    m_plots.emplace_back(plot);
    plot->setDragMode(m_mode);
    plot->setBrush(m_session->brush());
    connect(m_session, &Session::brushChanged, plot, [this, plot] { plot->setBrush(m_session->brush()); });
    connect(plot, &PlotView::imagesChosen, m_session, &Session::choose);
    connect(plot, &PlotView::imagePicked, m_session, [this](const QString& setId, qint64 index) {
        m_session->select({toStd(setId), index});
    });
}

/// Of the images that the figures of the run stand for, or that the filter lets through; what is chosen
/// beside them, dropped or not scored, is said.
void BrushBar::showCounts() {
    const auto& brush = *m_session->brush();
    std::int64_t of = 0, inside = 0;
    for (const auto& set : figureSets(*m_session)) {
        const auto& indices =
            brush.filter ? brush.filter->indicesOf(set.table->setId) : set.table->key.indices;
        of += static_cast<std::int64_t>(indices.size());
        inside += brush.chosen.countAmong(set.table->setId, indices);
    }
    const auto beside = brush.chosen.count() - inside;
    QString text;
    if (inside > 0) text = tr("%1 of %2 chosen").arg(countWords(inside), countWords(of));
    if (beside > 0)
        text = text.isEmpty() ? tr("%1 chosen").arg(countWords(beside))
                              : tr("%1, and %2 others").arg(text, countWords(beside));
    if (brush.chosen.empty() && brush.filter) text = tr("%1 images pass the filter").arg(countWords(of));
    m_counts->setText(text);
    m_chosen->setEnabled(!brush.chosen.empty() || brush.filter || !m_session->keptSelections().empty());
}

void BrushBar::fillMenu() {
    m_menu->clear();  // which leaves the submenus
    qDeleteAll(m_menu->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    const auto& brush = *m_session->brush();
    const bool any = !brush.chosen.empty();
    const auto add = [&](const char* name, const QString& text, bool enabled,
                         const std::function<void()>& what) {
        auto* action = m_menu->addAction(text, this, what);
        action->setObjectName(QString::fromLatin1(name));
        action->setEnabled(enabled);
    };
    add("brushFilter", tr("&Filter to these"), any, [this] {
        m_session->setFilter(m_session->brush()->chosen);
        m_session->choose({});
    });
    add("brushUnfilter", tr("&Clear the filter"), brush.filter.has_value(),
        [this] { m_session->setFilter(std::nullopt); });
    m_menu->addSeparator();
    add("brushKeep", tr("&Keep under a name…"), any, [this] { keepChosen(); });
    for (const auto& [name, images] : m_session->keptSelections()) {
        auto* kept = m_menu->addMenu(tr("%1 · %2").arg(toQt(name), countWords(images.count())));
        const auto combine = [this, kept, name = name](const QString& text, auto how) {
            kept->addAction(text, this, [this, name, how] {
                m_session->choose(how(m_session->brush()->chosen, m_session->keptSelections().at(name)));
            });
        };
        combine(tr("Choose these"), [](const auto&, const auto& b) { return b; });
        combine(tr("Add these"), [](const auto& a, const auto& b) { return united(a, b); });
        combine(tr("Only those of both"), [](const auto& a, const auto& b) { return common(a, b); });
        combine(tr("Take these away"), [](const auto& a, const auto& b) { return without(a, b); });
        kept->addSeparator();
        kept->addAction(tr("Forget"), this, [this, name = name] { m_session->keepSelection(name, {}); });
    }
    auto* contrasts = m_menu->addMenu(tr("Contrast &with"));
    contrasts->setObjectName(QStringLiteral("brushContrast"));
    contrasts->setEnabled(any);
    if (any) fillContrasts(*contrasts);
    m_menu->addSeparator();
    add("brushSet", tr("&Make a set of them"), any,
        [this] { m_controller->makeSet(m_session->brush()->chosen, tr("chosen")); });
    add("brushExport", tr("&Export…"), any, [this] { exportChosen(); });
    m_menu->addSeparator();
    add("brushNone", tr("Choose &none"), any, [this] { m_session->choose({}); });
}

/// Images are looked up only when they are asked for: a set may have a million.
void BrushBar::fillContrasts(QMenu& menu) {
    const auto offer = [&](const QString& name, const std::function<NamedSelection()>& images) {
        menu.addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")), this, [this, images] {
            m_controller->contrast({tr("chosen"), m_session->brush()->chosen}, images());
        });
    };
    offer(tr("the rest"), [this] { return restOf(*m_session); });
    menu.addSeparator();
    for (const auto& [name, images] : m_session->keptSelections())
        offer(toQt(name), [name = name, images = images] { return NamedSelection{toQt(name), images}; });
    menu.addSeparator();
    for (const auto& set : m_session->dataSets())
        if (m_session->brush()->chosen.indicesOf(set.id).empty())
            offer(toQt(set.title), [this, id = set.id] { return wholeSet(*m_session, id); });
}

void BrushBar::keepChosen() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("keepChosen"));
    dialog->setWindowTitle(tr("Keep chosen images"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(tr("chosen %1").arg(m_session->keptSelections().size() + 1));
    connect(dialog, &QInputDialog::textValueSelected, m_session, [this](const QString& name) {
        if (!name.trimmed().isEmpty())
            m_session->keepSelection(toStd(name.trimmed()), m_session->brush()->chosen);
        showCounts();
    });
    dialog->open();
}

void BrushBar::exportChosen() {
    auto* dialog = new QFileDialog(this, tr("Export chosen images"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("exportChosen"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setNameFilters({tr("Numbers, a line an image (*.csv)"), tr("Images as NumPy arrays (*.npz)"),
                            tr("A folder of PNG files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](QString path) {
        // A name without an ending is meant as the chosen filter says.
        const auto ending = QRegularExpression(QStringLiteral("\\*(\\.\\w+)"))
                                .match(dialog->selectedNameFilter())
                                .captured(1);
        if (QFileInfo(path).suffix().isEmpty()) path += ending;
        askBeforeReplacing(*this, {path},
                           [this, path] { m_controller->write(m_session->brush()->chosen, path); });
    });
    dialog->open();
}

}  // namespace nescio
