#include "app/pages/common/hover_card.h"

#include <QEvent>

#include "core/views/inspection.h"
#include "widgets/image_card.h"
#include "widgets/image_grid.h"
#include "widgets/number_words.h"
#include "widgets/plots/plot_view.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

QString wordsOf(const Breakdown& breakdown, std::int64_t dims) {
    QStringList lines{
        HoverCard::tr("%1 bits/dim").arg(fixedWords(bitsPerDim(breakdown.totalNats(), dims), 3))};
    if (breakdown.volumeNats() != 0)
        lines << HoverCard::tr("density %1 nats").arg(fixedWords(breakdown.densityNats(), 0))
              << HoverCard::tr("volume %1 nats").arg(fixedWords(breakdown.volumeNats(), 0));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace

HoverCard::HoverCard(Session& session, QWidget* page)
    : QObject(page), m_session(session), m_card(new ImageCard(page)) {
    page->installEventFilter(this);
}

bool HoverCard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Hide || event->type() == QEvent::WindowDeactivate) m_card->hide();
    return QObject::eventFilter(watched, event);
}

void HoverCard::follow(ImageGrid* grid) {
    connect(
        grid, &ImageGrid::imageHovered, this,
        [this](const QString& setId, qint64 index, const QPoint& global) { show(setId, index, global, {}); });
}

void HoverCard::follow(PlotView* plot) {
    connect(plot, &PlotView::imageHovered, this, &HoverCard::show);
}

void HoverCard::show(const QString& setId, qint64 index, const QPoint& global, const QString& words) {
    if (setId.isEmpty()) return m_card->hide();
    const auto id = toStd(setId);
    Image image;
    if (id == kDroppedSet) {
        const auto& dropped = m_session.dropped();
        const auto at = static_cast<std::size_t>(index);
        if (at < dropped.size() && dropped[at].original) image = *dropped[at].original;
    } else if (const auto* set = m_session.dataSet(id);
               set && set->images && index >= 0 && index < set->images->count) {
        image = set->images->imageAt(index);
    }
    QStringList lines{nameOf(id, index), words.isEmpty() ? numbersOf(id, index) : words};
    lines.removeAll(QString());
    m_card->showBeside(global, image, lines.join(QLatin1Char('\n')));
}

QString HoverCard::nameOf(const std::string& setId, std::int64_t index) const {
    if (setId == kDroppedSet) {
        const auto at = static_cast<std::size_t>(index);
        return at < m_session.dropped().size() ? toQt(m_session.dropped()[at].seen.facts.name) : QString();
    }
    const auto* set = m_session.dataSet(setId);
    if (!set) return {};
    QString name = tr("%1 #%2").arg(toQt(set->title)).arg(index);
    if (!set->images || index < 0 || index >= static_cast<std::int64_t>(set->images->labels.size()))
        return name;
    return tr("%1 · %2").arg(
        name, toQt(className(*set->images, set->images->labels[static_cast<std::size_t>(index)])));
}

QString HoverCard::numbersOf(const std::string& setId, std::int64_t index) const {
    const auto* run = m_session.currentRun();
    if (!run) return {};
    const QString none = run->model ? tr("not scored") : QString();
    if (setId == kDroppedSet) {
        const auto at = static_cast<std::size_t>(index);
        if (at >= m_session.dropped().size()) return {};
        const auto& facts = m_session.dropped()[at].seen.facts;
        return facts.breakdown ? wordsOf(*facts.breakdown, facts.dims) : none;
    }
    const auto table = run->tables.find(setId);
    const auto row = table == run->tables.end() ? std::nullopt : rowOf(*table->second, index);
    return row ? wordsOf(table->second->breakdown(*row), table->second->shape.dims()) : none;
}

}  // namespace nescio
