// Which figures are put together into one, and in what order.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QWidget>

#include "widgets/paper/figure_recipe.h"

class QListWidget;
class QListWidgetItem;
class QSpinBox;

namespace nescio {

/// A figure that can be had; made only where it is wanted, since large ones take a while.
struct FigureOffer {
    QString title;
    std::function<FigureSource()> make;
};

/// A list to check and to order by dragging.   Thread: GUI.
class SourcesForm : public QWidget {
    Q_OBJECT

  public:
    explicit SourcesForm(QWidget* parent = nullptr);

    /// Those that are in the figure now, checked, and others that could be.
    void show(const std::vector<FigureSource>& chosen, int columns, std::vector<FigureOffer> others);
    /// In order; never none: the last one stays checked.
    [[nodiscard]] std::vector<FigureSource> sources() const;
    [[nodiscard]] int columns() const;

  Q_SIGNALS:
    /// By a hand.
    void changed();

  private:
    struct Entry {
        FigureOffer offer;
        std::optional<FigureSource> made;  ///< once it was checked
    };

    void add(const QString& title, bool checked, int row);
    void takeItem(QListWidgetItem* item);
    void split(QListWidgetItem* item, const std::vector<FigureSource>& panels);
    void keepOne(QListWidgetItem* item);

    QListWidget* m_list;
    QSpinBox* m_columns;
    std::vector<Entry> m_entries;  ///< by the number that an item carries
};

}  // namespace nescio
