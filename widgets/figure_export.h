// Figures for papers: the plot painted anew at a width in millimetres, as PDF, SVG or PNG, and its numbers
// as CSV. Vectors stay vectors and fonts are embedded.
#pragma once

#include <QString>

namespace nescio {

class PlotView;

/// Size of an exported figure.
struct FigureSize {
    double widthMm = 84;   ///< single column; 174 for a double column
    double heightMm = 56;
    int dpi = 300;         ///< of the PNG only
};

/// Writes `plot` to `path`; the ending decides the format (pdf, svg, png, csv). Written whole or not at all.
/// Throws: Error naming the path and the reason.   Thread: GUI (painting widgets' data); takes milliseconds.
void exportFigure(const PlotView& plot, const QString& path, const FigureSize& size);

}  // namespace nescio
