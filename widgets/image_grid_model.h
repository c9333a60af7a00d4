// The cells of an image grid: rows of as many images as its width holds.
#pragma once

#include <QAbstractTableModel>
#include <QCache>
#include <QPixmap>

#include "widgets/image_grid.h"

namespace nescio {

/// Decodes a thumbnail when a view asks for it and keeps the last few hundred.   Thread: GUI.
class ImageGridModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    explicit ImageGridModel(QObject* parent);

    /// As many images as before are drawn anew in place: where pictures follow a slider, nothing may flicker.
    void show(GridContent content);
    void layOut(int columns, int thumbnailPx);
    [[nodiscard]] const GridContent& content() const { return m_content; }
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] std::int64_t items() const { return static_cast<std::int64_t>(m_content.items.size()); }

    /// Its place among the items; -1 for a cell behind the last.
    [[nodiscard]] std::int64_t itemAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(std::int64_t item) const;
    /// First place of an image; -1 where it is not here.
    [[nodiscard]] std::int64_t find(const std::string& setId, std::int64_t image) const;
    [[nodiscard]] const GridContent::Source& sourceOf(std::int64_t item) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    [[nodiscard]] QPixmap thumbnail(std::int64_t item) const;
    [[nodiscard]] QString caption(std::int64_t item) const;
    [[nodiscard]] QString words(std::int64_t item) const;

    GridContent m_content;
    int m_columns = 1, m_px = 56;
    mutable QCache<std::int64_t, QPixmap> m_decoded;
};

}  // namespace nescio
