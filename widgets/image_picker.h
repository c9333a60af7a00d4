// "Image # of set": the two small controls with which any image of any set can be asked for.
#pragma once

#include <cstdint>
#include <vector>

#include <QWidget>

#include "widgets/set_box.h"

class QSpinBox;

namespace nescio {

/// Chooses a set and an image index.   Thread: GUI.
class ImagePicker : public QWidget {
    Q_OBJECT

  public:
    explicit ImagePicker(QWidget* parent = nullptr);

    void setChoices(const std::vector<SetChoice>& choices);
    /// Shows a selection without emitting.
    void setPicked(const QString& id, std::int64_t index);

  Q_SIGNALS:
    void picked(const QString& id, qint64 index);

  private:
    void announce();
    void limitIndex();

    SetBox* m_sets;
    QSpinBox* m_index;
    bool m_marking = false;
};

}  // namespace nescio
