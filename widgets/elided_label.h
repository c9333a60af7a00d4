// A label that shortens its text with an ellipsis instead of pushing its neighbours aside.
#pragma once

#include <QLabel>

namespace nescio {

/// One line of plain text; the whole of it is in the tooltip.   Thread: GUI.
class ElidedLabel : public QLabel {
    Q_OBJECT

  public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace nescio
