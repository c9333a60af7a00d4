#include "widgets/image_picker.h"

#include <algorithm>
#include <limits>

#include <QHBoxLayout>
#include <QScopedValueRollback>
#include <QSpinBox>

#include "widgets/spin_box.h"
#include "widgets/theme.h"

namespace nescio {

ImagePicker::ImagePicker(QWidget* parent)
    : QWidget(parent), m_sets(new SetBox(this)), m_index(new WholeBox(this)) {
    m_sets->setObjectName(QStringLiteral("pickerSet"));
    m_sets->setToolTip(tr("The set whose images are inspected"));
    m_sets->setAccessibleName(tr("Set"));
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

    connect(m_sets, &SetBox::chosen, this, [this] {
        limitIndex();
        announce();
    });
    connect(m_index, &QSpinBox::valueChanged, this, &ImagePicker::announce);
    setEnabled(false);
}

void ImagePicker::setChoices(const std::vector<SetChoice>& choices) {
    const QScopedValueRollback quiet(m_marking, true);
    m_sets->setChoices(choices);
    limitIndex();
    setEnabled(!choices.empty());
}

void ImagePicker::setPicked(const QString& id, std::int64_t index) {
    const QScopedValueRollback quiet(m_marking, true);
    if (m_sets->findData(id) < 0) return;
    m_sets->choose(id);
    limitIndex();
    m_index->setValue(static_cast<int>(index));
}

void ImagePicker::limitIndex() {
    const QScopedValueRollback quiet(m_marking, true);
    const auto last = std::clamp<std::int64_t>(m_sets->images() - 1, 0, std::numeric_limits<int>::max());
    m_index->setRange(0, static_cast<int>(last));
}

void ImagePicker::announce() {
    if (!m_marking && m_sets->currentIndex() >= 0) Q_EMIT picked(m_sets->id(), m_index->value());
}

}  // namespace nescio
