#include "widgets/image_picker.h"

#include <algorithm>
#include <limits>

#include <QComboBox>
#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QSpinBox>

#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {

ImagePicker::ImagePicker(QWidget* parent)
    : QWidget(parent), m_sets(new QComboBox(this)), m_index(new WholeBox(this)) {
    m_sets->setObjectName(QStringLiteral("pickerSet"));
    m_sets->setToolTip(tr("The set whose images are inspected"));
    m_sets->setAccessibleName(tr("Set"));
    m_sets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sets->setMinimumContentsLength(8);
    m_index->setObjectName(QStringLiteral("pickerIndex"));
    m_index->setToolTip(tr("Number of the image within its set, from 0"));
    m_index->setAccessibleName(tr("Image number"));
    m_index->setPrefix(QStringLiteral("#"));
    m_index->setKeyboardTracking(false);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGridPx);
    row->addWidget(m_sets, 1);
    row->addWidget(m_index);

    connect(m_sets, &QComboBox::currentIndexChanged, this, [this] {
        limitIndex();
        announce();
    });
    connect(m_index, &QSpinBox::valueChanged, this, &ImagePicker::announce);
    setEnabled(false);
}

void ImagePicker::setChoices(const std::vector<Choice>& choices) {
    if (choices == m_choices) return;
    const QScopedValueRollback quiet(m_marking, true);
    const QString kept = m_sets->currentData().toString();
    m_choices = choices;
    m_sets->clear();
    for (const auto& choice : choices) m_sets->addItem(choice.title, choice.id);
    m_sets->setCurrentIndex(std::max(0, m_sets->findData(kept)));
    limitIndex();
    setEnabled(!choices.empty());
}

void ImagePicker::setPicked(const QString& id, std::int64_t index) {
    const QScopedValueRollback quiet(m_marking, true);
    const int at = m_sets->findData(id);
    if (at < 0) return;
    m_sets->setCurrentIndex(at);
    limitIndex();
    m_index->setValue(static_cast<int>(index));
}

void ImagePicker::limitIndex() {
    const auto at = static_cast<std::size_t>(std::max(0, m_sets->currentIndex()));
    const std::int64_t last = at < m_choices.size() ? m_choices[at].count - 1 : 0;
    const QScopedValueRollback quiet(m_marking, true);
    m_index->setRange(0,
                      static_cast<int>(std::clamp<std::int64_t>(last, 0, std::numeric_limits<int>::max())));
}

void ImagePicker::announce() {
    if (!m_marking && m_sets->currentIndex() >= 0)
        Q_EMIT picked(m_sets->currentData().toString(), m_index->value());
}

}  // namespace nescio
