// The whole-number field of forms and dialogs.
#pragma once

#include <QSpinBox>

namespace nescio {

/// Takes least to most, both included, and stands at value.
inline QSpinBox* makeSpin(int least, int most, int value, QWidget* parent) {
    auto* spin = new QSpinBox(parent);
    spin->setRange(least, most);
    spin->setValue(value);
    return spin;
}

}  // namespace nescio
