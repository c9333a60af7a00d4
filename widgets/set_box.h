// A box with sets of images to choose from, that keeps what was chosen while the list changes.
#pragma once

#include <cstdint>
#include <vector>

#include <QComboBox>

namespace nescio {

/// A set that can be chosen.
struct SetChoice {
    QString id;
    QString title;
    std::int64_t count = 0;  ///< images; indices run from 0 to count - 1
    bool operator==(const SetChoice&) const = default;
};

/// Chooses a set.   Thread: GUI.
class SetBox : public QComboBox {
    Q_OBJECT

  public:
    explicit SetBox(QWidget* parent = nullptr);

    /// The chosen set stays where it is among them, else the first is chosen.
    void setChoices(const std::vector<SetChoice>& choices);
    /// Nothing where it is not among the choices.
    void choose(const QString& id);
    /// Id of the chosen set; empty where there is none.
    [[nodiscard]] QString id() const { return currentData().toString(); }
    /// Images of the chosen set.
    [[nodiscard]] std::int64_t images() const;

  Q_SIGNALS:
    /// Another set is chosen, by a hand or because the list changed.
    void chosen(const QString& id);
    /// The same set, or one of another size: what may be asked of it changed.
    void choicesChanged();

  private:
    std::vector<SetChoice> m_choices;
};

}  // namespace nescio
