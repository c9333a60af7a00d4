// A figure's recipe inside its own file: an XMP packet in PDF and SVG, which other programs leave alone, and
// a text of the PNG. Source: ISO 16684-1, which asks that packets can be found by scanning.
#pragma once

#include <optional>

#include <QByteArray>
#include <QString>

#include "widgets/paper/figure_recipe.h"

namespace nescio {

/// The packet of a recipe; empty where its data are more than a figure file should carry.
QByteArray recipePacket(const FigureRecipe& recipe);

/// The file with the packet in it.   Requires: a well-formed SVG with a root element.
QByteArray svgWithPacket(const QByteArray& svg, const QByteArray& packet);

/// The name under which a PNG keeps the packet.
QString packetName();

/// What a figure file carries; none where it is no figure of ours.
/// Throws: Error where it is one and cannot be read.   Thread: any.
std::optional<FigureRecipe> recipeIn(const QString& path);

}  // namespace nescio
