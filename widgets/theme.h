// Colours, fonts and spacing, read once from resources/theme.json: the one file that says how Nescio looks.
#pragma once

#include <vector>

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QStringList>

#include "core/values/set_slots.h"

namespace nescio {

/// One look, light or dark. Exports always use the light one on white.
struct Theme {
    bool dark = false;
    QColor background, surface, ink, mutedInk, hairline, accent, warning;
    QColor density, volume, total;
    std::vector<QColor> sets;              ///< of the slots 0, 1, ... (SlotBook), kSetColours of them
    std::vector<QColor> runs;              ///< of the slots from kFirstRunSlot on
    std::vector<QColor> divergingColours;  ///< from one end over neutral to the other
    double fillOpacity = 0.35;             ///< of overlaid areas
    int bodyPx = 13;
    int captionPx = 11;

    static const Theme& light();
    static const Theme& darkTheme();
    /// The theme that fits a palette: dark when its window colour is.
    static const Theme& fitting(const QPalette& palette);
    /// TrueType families that exported figures try in turn.
    static const QStringList& paperFonts();

    /// Colour of the set or run that has a slot.   Requires: slot >= 0.
    [[nodiscard]] QColor colourOf(int slot) const;
    /// Dash pattern that tells sets apart without colour; sets of one colour differ in it.
    [[nodiscard]] static Qt::PenStyle dashOf(int slot);
    /// Colour of a map at a share of its range (0..1, cut to it); the same in both themes, as lightness
    /// carries the value.
    [[nodiscard]] static QColor sequential(double share);
    /// Colour of a signed map: share −1 (blue) over 0 (neutral, close to the ground) to 1 (orange), cut to
    /// it.
    [[nodiscard]] QColor diverging(double share) const;
    /// Colours for Qt's own widgets.
    [[nodiscard]] QPalette palette() const;
};

inline constexpr int kGridPx = 4;  ///< every distance is a multiple of this

}  // namespace nescio
