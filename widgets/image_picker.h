// "Image # of set": the two small controls with which any image of any set can be asked for.
#pragma once

#include <cstdint>
#include <vector>

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace nescio {

/// Chooses a set and an image index.   Thread: GUI.
class ImagePicker : public QWidget {
    Q_OBJECT

  public:
    /// A set that can be chosen.
    struct Choice {
        QString id;
        QString title;
        std::int64_t count = 0;  ///< images; indices run from 0 to count - 1
        bool operator==(const Choice&) const = default;
    };

    explicit ImagePicker(QWidget* parent = nullptr);

    void setChoices(const std::vector<Choice>& choices);
    /// Shows a selection without emitting.
    void setPicked(const QString& id, std::int64_t index);

  Q_SIGNALS:
    void picked(const QString& id, qint64 index);

  private:
    void announce();
    void limitIndex();

    QComboBox* m_sets;
    QSpinBox* m_index;
    std::vector<Choice> m_choices;
    bool m_marking = false;
};

}  // namespace nescio
