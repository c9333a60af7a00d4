// The icons of resources/icons in the ink of a theme, so that none turns invisible when the theme switches.
#pragma once

#include <QIcon>
#include <QString>

#include "widgets/theme.h"

namespace nescio {

/// The icon of that name ("train", "pause", "stop", "resume", "open", "export", "add-data", "sample",
/// "score", "theme", "paste", "fit", "remove", "search"), sharp at every size and pixel ratio. Set it again
/// after a theme switch. An unknown name gives a null icon.   Thread: GUI.
QIcon themedIcon(const QString& name, const Theme& theme);

/// The application's own icon, the same in every theme.
QIcon applicationIcon();

}  // namespace nescio
