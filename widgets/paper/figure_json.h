// Figures as JSON: their values, nothing of how they are painted.
#pragma once

#include <QJsonObject>

#include "widgets/plots/figure.h"

namespace nescio {

/// Data are base64 of little-endian float64, which keeps NaN and every bit.
QJsonObject jsonOf(const Figure& figure);
/// Throws: Error naming what was expected.
Figure figureFrom(const QJsonObject& json);
/// Figures of more points neither go into files whole nor are listed before they have to be.
inline constexpr std::size_t kMostCarriedPoints = 100'000;
/// Coordinates of all curves, bands and dots.
std::size_t pointsIn(const Figure& figure);

}  // namespace nescio
