// Colours, fonts and spacing, read once from resources/theme.json: the one file that says how Nescio looks.
#pragma once

#include <QColor>
#include <QFont>

#include "core/values/image.h"

namespace nescio {

/// One look, light or dark. Exports always use the light one on white.
struct Theme {
    bool dark = false;
    QColor background, surface, ink, mutedInk, hairline, accent, warning;
    QColor density, volume, total;

    /// The theme that fits a palette (dark when its window colour is).
    static const Theme& light();
    static const Theme& darkTheme();

    /// Colour of a set: by role, and for further sets of the same role by their order in the plot.
    [[nodiscard]] QColor forSet(SetRole role, int orderWithinRole) const;
    /// Dash pattern that tells sets apart without colour, in the same order.
    [[nodiscard]] static Qt::PenStyle dashFor(SetRole role, int orderWithinRole);
};

inline constexpr int kGridPx = 4;  ///< every distance is a multiple of this

}  // namespace nescio
