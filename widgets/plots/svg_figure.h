// Makes what QSvgGenerator writes fit for a paper: its fonts travel inside the file, and groups without
// content are dropped.
#pragma once

#include <QByteArray>

namespace nescio {

/// The same picture, with a subset of every TrueType font it uses as @font-face.
/// Throws: Error where `svg` is not well-formed.
QByteArray withEmbeddedFonts(const QByteArray& svg);

}  // namespace nescio
