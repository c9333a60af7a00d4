// The grid of thumbnails with what is asked of it: which set, sorted by what, how large.
#pragma once

#include "app/pages/common/grid_controller.h"
#include "app/pages/page.h"

class QComboBox;
class QSlider;
class QToolButton;

namespace nescio {

class ImageGrid;
class SetBox;

/// A pane that pages share.   Thread: GUI.
class GridPane : public QWidget {
    Q_OBJECT

  public:
    explicit GridPane(QWidget* parent = nullptr);
    /// Called once, by the page that it lies in. The controller it makes is for that page to own.
    GridController* connectTo(const PageContext& context);

    [[nodiscard]] ImageGrid* grid() const { return m_grid; }

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    void layOut();
    void offerSets();
    void offerColumns(const std::vector<NamedColumn>& columns);
    void sort();
    void markSelected();

    Session* m_session = nullptr;
    GridController* m_controller = nullptr;
    SetBox* m_sets;
    QComboBox* m_order;
    QToolButton* m_direction;
    QSlider* m_size;
    ImageGrid* m_grid;
};

}  // namespace nescio
