// Which data sets a training is to look at on its way, and how many images of each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QWidget>

#include "core/values/shape.h"

class QLabel;
class QListWidget;
class QSpinBox;

namespace nescio {

/// A set that can be watched.
struct WatchSetChoice {
    std::string what;  ///< what it is loaded from
    std::string id;
    QString title;
    ImageShape shape;
    bool listed = false;  ///< checked in the list of data sets
};

/// A short list with marks.   Thread: GUI.
class WatchChoice : public QWidget {
    Q_OBJECT

  public:
    WatchChoice(std::vector<WatchSetChoice> sets, std::int64_t images, QWidget* parent = nullptr);

    /// Offers the sets of a shape. Marked are the test set of the training set's family and the sets of other
    /// families that are checked in the list of data sets.
    void offer(const std::string& trainId, const ImageShape& shape);
    /// Marks these instead.
    void mark(const std::vector<std::string>& watch, std::int64_t images);
    /// What to load, in the order of the list.
    [[nodiscard]] std::vector<std::string> watched() const;
    [[nodiscard]] std::int64_t images() const;

  private:
    std::vector<WatchSetChoice> m_sets;
    QListWidget* m_list;
    QSpinBox* m_images;
    QLabel* m_none;
};

}  // namespace nescio
