// Figures for papers: the plot painted anew at a width in millimetres, as PDF, SVG or PNG, and its numbers
// as CSV. Vectors stay vectors and fonts are embedded.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace nescio {

class PlotView;

/// Size of an exported figure.
struct FigureSize {
    double widthMm = 84;   ///< 20..1000; 84 is a single column, 174 a double one
    double heightMm = 56;  ///< 20..1000
    int dpi = 300;         ///< 72..1200; of the PNG only
};

/// Endings that exportFigure knows: pdf, svg, png, csv.
const QStringList& figureFormats();

/// The bytes of such a file.   Throws: Error.   Thread: GUI.
QByteArray renderFigure(const PlotView& plot, const QString& format, const FigureSize& size);

/// Writes `plot` to `path`; the ending decides the format (pdf, svg, png, csv). Written whole or not at all.
/// Throws: Error naming the path and the reason.   Thread: GUI (painting widgets' data); takes milliseconds.
void exportFigure(const PlotView& plot, const QString& path, const FigureSize& size);

}  // namespace nescio
