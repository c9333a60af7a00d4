#include "widgets/set_box.h"

#include <algorithm>

#include <QSignalBlocker>

namespace nescio {

SetBox::SetBox(QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(14);
    connect(this, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT chosen(id()); });
}

void SetBox::setChoices(const std::vector<SetChoice>& choices) {
    if (choices == m_choices) return;
    const QString kept = id();
    {
        const QSignalBlocker quiet(this);
        m_choices = choices;
        clear();
        for (const auto& choice : choices) addItem(choice.title, choice.id);
        setCurrentIndex(std::max(0, findData(kept)));
    }
    Q_EMIT choicesChanged();
    if (id() != kept) Q_EMIT chosen(id());
}

void SetBox::choose(const QString& id) {
    if (const int at = findData(id); at >= 0) setCurrentIndex(at);
}

std::int64_t SetBox::images() const {
    const auto at = currentIndex();
    return at < 0 ? 0 : m_choices[static_cast<std::size_t>(at)].count;
}

}  // namespace nescio
