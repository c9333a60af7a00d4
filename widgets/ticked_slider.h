// A slider whose ticks have names: the strengths of a shift, the steps of a training.
#pragma once

#include <vector>

#include <QSlider>

namespace nescio {

/// A horizontal slider with named ticks under it. A name that finds no room is left out, strong ones last; a
/// click beside the handle goes there. Page Up and Page Down go from tick to tick.   Thread: GUI.
class TickedSlider : public QSlider {
    Q_OBJECT

  public:
    struct Tick {
        int value = 0;
        QString text;
        bool strong = false;  ///< stands out, and gets its room first
        bool operator==(const Tick&) const = default;
    };

    explicit TickedSlider(QWidget* parent = nullptr);

    /// Ticks in ascending order of value.
    void setTicks(std::vector<Tick> ticks);
    [[nodiscard]] const std::vector<Tick>& ticks() const { return m_ticks; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] QRect groove() const;
    [[nodiscard]] int placeOf(int value) const;
    [[nodiscard]] int valueAt(int x) const;
    void goToTick(int direction);

    std::vector<Tick> m_ticks;
};

}  // namespace nescio
