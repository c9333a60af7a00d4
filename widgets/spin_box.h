// The number fields of forms and dialogs. Qt reads a point or comma that is not the locale's decimal sign as
// a separator of thousands, wherever it stands, and makes 395 of "39.5"; these do not.
#pragma once

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace nescio {

/// Takes whole numbers without separators: "39.5" is no number here, and leaving it brings back the last one.
class WholeBox : public QSpinBox {
  public:
    using QSpinBox::QSpinBox;

    QValidator::State validate(QString& text, int& at) const override;
    void fixup(QString& /*text*/) const override {}  // Qt would take out separators
};

/// Takes numbers with a point or a comma as the decimal sign and shows the locale's.
class NumberBox : public QDoubleSpinBox {
  public:
    using QDoubleSpinBox::QDoubleSpinBox;

    QValidator::State validate(QString& text, int& at) const override;
    void fixup(QString& /*text*/) const override {}  // as above
    double valueFromText(const QString& text) const override;
};

/// Takes least to most, both included, and stands at value.
QSpinBox* makeSpin(int least, int most, int value, QWidget* parent);

}  // namespace nescio
