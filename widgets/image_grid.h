// Thumbnails in rows that fill what room there is. Only what can be seen is decoded, so that a million images
// cost no more than ten. Images are named by set and index, never by their place in the grid.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <QTableView>

#include "core/values/image.h"
#include "core/values/image_selection.h"

namespace nescio {

class ImageGridModel;

/// What a grid shows.
struct GridContent {
    struct Source {
        std::string id, title;
        std::shared_ptr<const ImageSet> images;  ///< null: not at hand
        std::int64_t first = 0;                  ///< index of the first of them
    };
    struct Item {
        std::uint32_t source = 0;
        std::int64_t index = 0;  ///< of the image in its set
        bool scored = true;      ///< false: there is no value because nobody computed one
    };
    std::vector<Source> sources;
    std::vector<Item> items;    ///< first thumbnail first
    std::vector<float> values;  ///< empty, or one an item for its caption; NaN: none
    std::string unit;           ///< of the values
    int decimals = 2;

    /// All images of a set as they are stored.
    static GridContent allOf(Source source);
};

/// Click picks an image, Ctrl and Shift choose more; all of it from the keyboard too.   Thread: GUI.
class ImageGrid : public QTableView {
    Q_OBJECT

  public:
    explicit ImageGrid(QWidget* parent = nullptr);

    using QWidget::show;
    void show(GridContent content);
    [[nodiscard]] const GridContent& content() const;
    /// Height and width of a thumbnail.   Units: device-independent pixels.
    void setThumbnailPx(int px);
    [[nodiscard]] int thumbnailPx() const { return m_px; }
    /// Everything in one row, which scrolls sideways.
    void setOneRow(bool oneRow);
    /// Whether images can be picked and chosen.
    void setPickable(bool pickable) { m_pickable = pickable; }
    /// What is chosen; framed, unless the grid shows nothing else.
    void setBrush(std::shared_ptr<const Brush> brush, bool framed = true);
    /// Marks an image as the one that is looked at, without emitting; none when it is not in the grid.
    void mark(const std::string& setId, std::int64_t index);
    /// Place of the marked image among the items; -1 for none.
    [[nodiscard]] std::int64_t marked() const;

  Q_SIGNALS:
    void imagePicked(const QString& setId, qint64 index);
    void imagesChosen(const nescio::ImageSelection& images);
    /// The cursor is on an image, or, with an empty set, on none.
    void imageHovered(const QString& setId, qint64 index, const QPoint& global);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    /// Along the images, from the end of a row to the beginning of the next.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

  private:
    void layOut();
    /// Chooses one image more or less, or those from the last picked one to this.
    void chooseOne(std::int64_t item);
    void chooseRun(std::int64_t from, std::int64_t to, const ImageSelection& beside);
    [[nodiscard]] ImageSelection imagesOf(std::int64_t from, std::int64_t to) const;

    ImageGridModel* m_model;
    std::shared_ptr<const Brush> m_brush = std::make_shared<const Brush>();
    std::int64_t m_anchor = 0;
    int m_px = 56;
    bool m_framed = true, m_oneRow = false, m_pickable = true, m_marking = false;
};

}  // namespace nescio
