// The editor that fits one option: a switch, a list of choices, or a line that is read by the same parser as
// the command line, so that a number typed here means what it means there.
#pragma once

#include <functional>

#include <QString>

#include "core/values/option.h"

class QWidget;

namespace nescio {

/// Makes the editor for a field; `edited` is called after every change by the user or by setEditorValue.
QWidget* makeEditor(const OptionField& field, QWidget* parent, const std::function<void()>& edited);
void setEditorValue(QWidget& editor, const OptionValue& value);
/// What stands in the editor, as a person would type it.
QString editorText(const QWidget& editor);

/// "default 8 · 1 to 64 · images": what may be typed, as a caption.
QString rangeWords(const OptionField& field, const OptionValue& standard);

}  // namespace nescio
