// A figure on the clipboard: one offer with a picture and vectors, so that every target finds its own.
#pragma once

namespace nescio {

class PlotView;

/// Paints the figure anew at single-column width and offers it as PNG and SVG.   Thread: GUI.
void copyFigure(const PlotView& plot);

}  // namespace nescio
