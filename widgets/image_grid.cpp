#include "widgets/image_grid.h"

#include <algorithm>
#include <utility>

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include "widgets/image_grid_model.h"
#include "widgets/qt_text.h"
#include "widgets/theme.h"

namespace nescio {
namespace {

constexpr int kSmallestCaptionPx = 9;

/// A thumbnail with its caption; chosen images have a frame, the one that is looked at a strong one. Nothing
/// is laid over the picture.
class ThumbnailDelegate : public QStyledItemDelegate {
  public:
    ThumbnailDelegate(const ImageGridModel& model, const std::shared_ptr<const Brush>& brush,
                      const bool& framed, QTableView* view)
        : QStyledItemDelegate(view), m_model(model), m_brush(brush), m_framed(framed), m_view(*view) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const auto item = m_model.itemAt(index);
        if (item < 0) return;
        const auto picture = index.data(Qt::DecorationRole).value<QPixmap>();
        const QString caption = index.data(Qt::DisplayRole).toString();
        QRect room = option.rect.adjusted(kGridPx / 2, kGridPx / 2, -kGridPx / 2, -kGridPx / 2);
        if (!caption.isEmpty()) {
            painter->setPen(option.palette.color(QPalette::PlaceholderText));
            painter->setFont(fitting(option.font, caption, room.width()));
            const bool fits = painter->fontMetrics().horizontalAdvance(caption) <= room.width();
            painter->drawText(room, Qt::AlignHCenter | Qt::AlignBottom, fits ? caption : QStringLiteral("–"));
            room.setBottom(room.bottom() - option.fontMetrics.height());
        }
        QRect place({}, picture.isNull() ? QSize(room.width(), room.width()) : picture.size());
        place.moveCenter(room.center());
        if (picture.isNull())
            painter->fillRect(place, option.palette.color(QPalette::Midlight));
        else
            painter->drawPixmap(place, picture);
        frame(*painter, option, place, index, item);
    }

  private:
    /// Words are smaller than numbers below a small thumbnail; below a tiny one they are a dash: half of them
    /// say nothing.
    static QFont fitting(QFont font, const QString& caption, int width) {
        for (int px = QFontInfo(font).pixelSize(); px >= kSmallestCaptionPx; --px) {
            font.setPixelSize(px);
            if (QFontMetrics(font).horizontalAdvance(caption) <= width) break;
        }
        return font;
    }

    void frame(QPainter& painter, const QStyleOptionViewItem& option, const QRect& place,
               const QModelIndex& index, std::int64_t item) const {
        const bool looked = index == m_view.currentIndex();
        const auto image = m_model.content().items[static_cast<std::size_t>(item)].index;
        const bool chosen = m_framed && m_brush->chosen.contains(m_model.sourceOf(item).id, image);
        if (!looked && !chosen) return;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(option.palette.color(looked ? QPalette::Text : QPalette::Highlight), 2));
        painter.drawRect(place.adjusted(-1, -1, 1, 1));
        if (looked && chosen) {
            painter.setPen(QPen(option.palette.color(QPalette::Highlight), 2));
            painter.drawRect(place.adjusted(1, 1, -1, -1));
        }
    }

    const ImageGridModel& m_model;
    const std::shared_ptr<const Brush>& m_brush;
    const bool& m_framed;
    const QTableView& m_view;
};

}  // namespace

GridContent GridContent::allOf(Source source) {
    GridContent content;
    const auto count = source.images ? source.images->count : 0;
    content.items.reserve(static_cast<std::size_t>(count));
    for (std::int64_t index = 0; index < count; ++index) content.items.push_back({0, index});
    content.sources.push_back(std::move(source));
    return content;
}

ImageGrid::ImageGrid(QWidget* parent) : QTableView(parent), m_model(new ImageGridModel(this)) {
    setModel(m_model);
    setItemDelegate(new ThumbnailDelegate(*m_model, m_brush, m_framed, this));
    horizontalHeader()->hide();
    verticalHeader()->hide();
    for (auto* header : {horizontalHeader(), verticalHeader()}) {
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setMinimumSectionSize(1);
    }
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    layOut();
}

void ImageGrid::show(GridContent content) {
    const QScopedValueRollback quiet(m_marking, true);
    if (content.items.size() != m_model->content().items.size()) m_anchor = 0;
    setCurrentIndex({});
    m_model->show(std::move(content));
    layOut();
}

const GridContent& ImageGrid::content() const {
    return m_model->content();
}

void ImageGrid::setThumbnailPx(int px) {
    m_px = std::clamp(px, 16, 256);
    layOut();
}

void ImageGrid::setOneRow(bool oneRow) {
    m_oneRow = oneRow;
    setHorizontalScrollBarPolicy(oneRow ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(oneRow ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    layOut();
}

void ImageGrid::layOut() {
    const auto looked = marked();
    const int width = m_px + kGridPx + 2;
    const int height = m_px + kGridPx + 2 + fontMetrics().height();
    const int room = std::max(1, (this->width() - verticalScrollBar()->sizeHint().width()) / width);
    const QScopedValueRollback quiet(m_marking, true);
    m_model->layOut(m_oneRow ? static_cast<int>(std::max<std::int64_t>(1, m_model->items())) : room, m_px);
    horizontalHeader()->setDefaultSectionSize(width);
    verticalHeader()->setDefaultSectionSize(height);
    if (looked >= 0) setCurrentIndex(m_model->indexOf(looked));
    viewport()->update();
}

void ImageGrid::setBrush(std::shared_ptr<const Brush> brush, bool framed) {
    m_brush = std::move(brush);
    m_framed = framed;
    viewport()->update();
}

void ImageGrid::mark(const std::string& setId, std::int64_t index) {
    const QScopedValueRollback quiet(m_marking, true);
    setCurrentIndex(m_model->indexOf(m_model->find(setId, index)));
}

std::int64_t ImageGrid::marked() const {
    return m_model->itemAt(currentIndex());
}

void ImageGrid::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    layOut();
}

ImageSelection ImageGrid::imagesOf(std::int64_t from, std::int64_t to) const {
    const auto& content = m_model->content();
    std::vector<std::vector<std::int64_t>> indices(content.sources.size());
    for (auto item = std::min(from, to); item <= std::max(from, to); ++item) {
        const auto& named = content.items[static_cast<std::size_t>(item)];
        indices[named.source].push_back(named.index);
    }
    ImageSelection images;
    for (std::size_t source = 0; source < indices.size(); ++source)
        images = united(images, {content.sources[source].id, std::move(indices[source])});
    return images;
}

void ImageGrid::chooseOne(std::int64_t item) {
    m_anchor = item;
    Q_EMIT imagesChosen(eitherOf(m_brush->chosen, imagesOf(item, item)));
}

void ImageGrid::chooseRun(std::int64_t from, std::int64_t to, const ImageSelection& beside) {
    Q_EMIT imagesChosen(
        united(beside, imagesOf(std::clamp<std::int64_t>(from, 0, m_model->items() - 1), to)));
}

void ImageGrid::mousePressEvent(QMouseEvent* event) {
    const auto item = m_model->itemAt(indexAt(event->position().toPoint()));
    if (!m_pickable || item < 0 || event->button() != Qt::LeftButton) return;
    const auto anchor = m_anchor;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (shift) return chooseRun(anchor, item, control ? m_brush->chosen : ImageSelection());
    if (control) return chooseOne(item);
    m_anchor = item;
    setCurrentIndex(m_model->indexOf(item));
}

void ImageGrid::mouseMoveEvent(QMouseEvent* event) {
    const auto item = m_model->itemAt(indexAt(event->position().toPoint()));
    if (item < 0) return leaveEvent(event);
    Q_EMIT imageHovered(toQt(m_model->sourceOf(item).id),
                        m_model->content().items[static_cast<std::size_t>(item)].index,
                        event->globalPosition().toPoint());
}

void ImageGrid::leaveEvent(QEvent*) {
    Q_EMIT imageHovered({}, 0, {});
}

void ImageGrid::keyPressEvent(QKeyEvent* event) {
    const auto item = marked();
    if (!m_pickable || m_model->items() == 0) return QTableView::keyPressEvent(event);
    if (event->key() == Qt::Key_Escape && !m_brush->chosen.empty()) return Q_EMIT imagesChosen({});
    if (event->matches(QKeySequence::SelectAll))
        return Q_EMIT imagesChosen(imagesOf(0, m_model->items() - 1));
    if (event->key() == Qt::Key_Space && item >= 0) return chooseOne(item);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (!shift) {
        QTableView::keyPressEvent(event);
        if (marked() != item) m_anchor = std::max<std::int64_t>(0, marked());
        return;
    }
    QTableView::keyPressEvent(event);
    if (marked() != item && marked() >= 0) chooseRun(m_anchor, marked(), {});
}

void ImageGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    viewport()->update();
    const auto item = m_model->itemAt(current);
    if (m_marking || !m_pickable || item < 0) return;
    Q_EMIT imagePicked(toQt(m_model->sourceOf(item).id),
                       m_model->content().items[static_cast<std::size_t>(item)].index);
}

QModelIndex ImageGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const std::int64_t columns = m_model->columns();
    const auto page = columns * std::max(1, viewport()->height() / std::max(1, rowHeight(0)));
    const auto last = m_model->items() - 1;
    const auto here = marked();
    const auto to = [&]() -> std::int64_t {
        if (here < 0) return 0;
        switch (action) {
            case MoveLeft:
            case MovePrevious:
                return here - 1;
            case MoveRight:
            case MoveNext:
                return here + 1;
            case MoveUp:
                return here - columns >= 0 ? here - columns : here;
            case MoveDown:
                return here + columns <= last ? here + columns : here;
            case MovePageUp:
                return here - page;
            case MovePageDown:
                return here + page;
            case MoveHome:
                return 0;
            case MoveEnd:
                return last;
        }
        return here;
    }();
    return m_model->indexOf(std::clamp<std::int64_t>(to, 0, last));
}

}  // namespace nescio
