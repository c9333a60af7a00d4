#include "widgets/image_grid_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/image_view.h"
#include "widgets/number_words.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr int kKeptThumbnails = 1000;

}  // namespace

ImageGridModel::ImageGridModel(QObject* parent) : QAbstractTableModel(parent), m_decoded(kKeptThumbnails) {}

void ImageGridModel::show(GridContent content) {
    const bool inPlace = !m_content.items.empty() && content.items.size() == m_content.items.size();
    m_decoded.clear();
    if (inPlace) {
        m_content = std::move(content);
        return Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
    beginResetModel();
    m_content = std::move(content);
    endResetModel();
}

void ImageGridModel::layOut(int columns, int thumbnailPx) {
    if (columns == m_columns && thumbnailPx == m_px) return;
    beginResetModel();
    m_columns = std::max(1, columns);
    if (std::exchange(m_px, thumbnailPx) != thumbnailPx) m_decoded.clear();
    endResetModel();
}

std::int64_t ImageGridModel::itemAt(const QModelIndex& index) const {
    if (!index.isValid()) return -1;
    const auto item = std::int64_t{index.row()} * m_columns + index.column();
    return item < items() ? item : -1;
}

QModelIndex ImageGridModel::indexOf(std::int64_t item) const {
    if (item < 0 || item >= items()) return {};
    return index(static_cast<int>(item / m_columns), static_cast<int>(item % m_columns));
}

std::int64_t ImageGridModel::find(const std::string& setId, std::int64_t image) const {
    const auto found =
        std::find_if(m_content.items.begin(), m_content.items.end(), [&](const GridContent::Item& item) {
            return item.index == image && m_content.sources[item.source].id == setId;
        });
    return found == m_content.items.end() ? -1 : found - m_content.items.begin();
}

const GridContent::Source& ImageGridModel::sourceOf(std::int64_t item) const {
    return m_content.sources[m_content.items[static_cast<std::size_t>(item)].source];
}

int ImageGridModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>((items() + m_columns - 1) / m_columns);
}

int ImageGridModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || items() == 0 ? 0
                                            : static_cast<int>(std::min<std::int64_t>(m_columns, items()));
}

QVariant ImageGridModel::data(const QModelIndex& index, int role) const {
    const auto item = itemAt(index);
    if (item < 0) return {};
    switch (role) {
        case Qt::DecorationRole:
            return thumbnail(item);
        case Qt::DisplayRole:
            return caption(item);
        case Qt::AccessibleTextRole:
            return words(item);
        default:
            return {};
    }
}

Qt::ItemFlags ImageGridModel::flags(const QModelIndex& index) const {
    return itemAt(index) < 0 ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

QPixmap ImageGridModel::thumbnail(std::int64_t item) const {
    if (const auto* known = m_decoded.object(item)) return *known;
    const auto& source = sourceOf(item);
    const auto place = m_content.items[static_cast<std::size_t>(item)].index - source.first;
    if (!source.images || place < 0 || place >= source.images->count) return {};
    const QImage picture = toQImage(source.images->imageAt(place));
    // Pixels are seen as they are where they grow; where they shrink, all of them should be in the result.
    const auto how = picture.width() > m_px ? Qt::SmoothTransformation : Qt::FastTransformation;
    auto pixmap = QPixmap::fromImage(picture.scaled(m_px, m_px, Qt::KeepAspectRatio, how));
    m_decoded.insert(item, new QPixmap(pixmap));
    return pixmap;
}

QString ImageGridModel::caption(std::int64_t item) const {
    const auto at = static_cast<std::size_t>(item);
    if (at >= m_content.values.size()) return {};
    const auto value = static_cast<double>(m_content.values[at]);
    if (!std::isnan(value)) return fixedWords(value, m_content.decimals);
    return m_content.items[at].scored ? QStringLiteral("NaN") : ImageGrid::tr("not scored");
}

QString ImageGridModel::words(std::int64_t item) const {
    const auto index = m_content.items[static_cast<std::size_t>(item)].index;
    auto name = ImageGrid::tr("%1 #%2").arg(toQt(sourceOf(item).title)).arg(index);
    const QString number = caption(item);
    if (number.isEmpty()) return name;
    const bool isNumber = !std::isnan(m_content.values[static_cast<std::size_t>(item)]);
    return QStringLiteral("%1 · %2 %3")
        .arg(name, number, isNumber ? toQt(m_content.unit) : QString())
        .trimmed();
}

}  // namespace nescio
