// A row of thumbnails that draws only what can be seen, so that a set of a million images costs no more than
// one of ten. Images are named by their index in the set, never by their row.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QListView>

#include "core/values/image.h"

namespace nescio {

class ImageStripModel;

/// Images of one set in a given order.   Thread: GUI.
class ImageStrip : public QListView {
    Q_OBJECT

  public:
    /// What the strip draws: a set and, per thumbnail, the image index and a caption.
    struct Content {
        std::shared_ptr<const ImageSet> images;
        std::vector<std::int64_t> order;  ///< image indices, first thumbnail first
        std::vector<QString> captions;    ///< empty, or one a thumbnail
    };

    explicit ImageStrip(QWidget* parent = nullptr);

    using QWidget::show;
    void show(Content content);
    /// Marks the thumbnail of an image without emitting; none when it is not in the strip.
    void mark(std::int64_t imageIndex);
    [[nodiscard]] std::int64_t imageIndexAt(int row) const;

  Q_SIGNALS:
    /// The user picked a thumbnail with the mouse or the arrow keys.
    void imagePicked(std::int64_t imageIndex);

  protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

  private:
    ImageStripModel* m_model;
    bool m_marking = false;
};

}  // namespace nescio
