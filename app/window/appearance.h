// Applies a theme to all of Qt's own widgets: palette, font, and the few shapes that a palette cannot say.
#pragma once

#include "widgets/theme.h"

namespace nescio {

/// Style, palette, font and style sheet of the application.   Thread: GUI.
void applyAppearance(const Theme& theme);

}  // namespace nescio
