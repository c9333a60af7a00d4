#include "widgets/image_strip.h"

#include <algorithm>

#include <QAbstractListModel>
#include <QPixmap>
#include <QScopedValueRollback>

#include "widgets/image_view.h"
#include "widgets/theme.h"

namespace nescio {

inline constexpr int kThumbnailPx = 56;

/// Decodes a thumbnail when a view asks for it; at most a window full of them is ever alive.
class ImageStripModel : public QAbstractListModel {
  public:
    using QAbstractListModel::QAbstractListModel;

    /// As many images as before are drawn anew in place: where pictures follow a slider, nothing may flicker.
    void reset(ImageStrip::Content content) {
        const bool sameNumber = m_content.images && content.images && rowCount() > 0 &&
                                content.order.size() == m_content.order.size();
        if (sameNumber) {
            m_content = std::move(content);
            return Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        }
        beginResetModel();
        m_content = std::move(content);
        endResetModel();
    }
    [[nodiscard]] const ImageStrip::Content& content() const { return m_content; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() || !m_content.images ? 0 : static_cast<int>(m_content.order.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
        const auto row = static_cast<std::size_t>(index.row());
        if (!m_content.images || row >= m_content.order.size()) return {};
        const auto image = m_content.order[row];
        if (role == Qt::DecorationRole) return thumbnail(image);
        if (role == Qt::DisplayRole && row < m_content.captions.size()) return m_content.captions[row];
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) return words(image, row);
        return {};
    }

  private:
    [[nodiscard]] QVariant thumbnail(std::int64_t image) const {
        const QImage picture = toQImage(m_content.images->imageAt(image));
        return QPixmap::fromImage(picture.scaled(kThumbnailPx, kThumbnailPx, Qt::KeepAspectRatio));
    }
    [[nodiscard]] QString words(std::int64_t image, std::size_t row) const {
        QString text =
            ImageStrip::tr("%1 #%2").arg(QString::fromStdString(m_content.images->title)).arg(image);
        if (row < m_content.captions.size() && !m_content.captions[row].isEmpty())
            text += QStringLiteral(" · ") + m_content.captions[row] + ImageStrip::tr(" bits/dim");
        return text;
    }

    ImageStrip::Content m_content;
};

ImageStrip::ImageStrip(QWidget* parent) : QListView(parent), m_model(new ImageStripModel(this)) {
    setModel(m_model);
    setViewMode(QListView::IconMode);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setLayoutMode(QListView::Batched);
    setIconSize({kThumbnailPx, kThumbnailPx});
    setSpacing(1);
    setGridSize({kThumbnailPx + 2 * kGridPx, kThumbnailPx + 5 * kGridPx});
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void ImageStrip::show(Content content) {
    const QScopedValueRollback quiet(m_marking, true);
    setCurrentIndex({});
    m_model->reset(std::move(content));
}

void ImageStrip::mark(std::int64_t imageIndex) {
    const auto& order = m_model->content().order;
    const auto found = std::find(order.begin(), order.end(), imageIndex);
    const QScopedValueRollback quiet(m_marking, true);
    if (found == order.end()) return setCurrentIndex({});
    setCurrentIndex(m_model->index(static_cast<int>(found - order.begin())));
}

std::int64_t ImageStrip::imageIndexAt(int row) const {
    return m_model->content().order.at(static_cast<std::size_t>(row));
}

void ImageStrip::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    if (!m_marking && current.isValid()) Q_EMIT imagePicked(imageIndexAt(current.row()));
}

}  // namespace nescio
