// A TrueType font cut down to the letters of one figure, so that an SVG file can carry it.
#pragma once

#include <QByteArray>
#include <QRawFont>
#include <QString>

namespace nescio {

/// A complete font file (sfnt) with the outlines of `characters` only, unhinted, its glyphs numbered anew.
/// Characters that the font lacks are left out. Empty where the font has no TrueType outlines.
QByteArray trueTypeSubset(const QRawFont& font, const QString& characters);

}  // namespace nescio
