// A figure on the clipboard: one offer with a picture and vectors, so that every target finds its own.
#pragma once

namespace nescio {

struct FigureRecipe;

/// Paints the figure anew and offers it as PNG, SVG and PDF.   Thread: GUI.
void copyFigure(const FigureRecipe& recipe);

}  // namespace nescio
