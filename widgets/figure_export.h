// Figures for papers: painted anew at a width in millimetres, as PDF, SVG or PNG; their numbers as CSV; and
// as pgfplots for LaTeX. Vectors stay vectors, fonts are embedded, and the file carries what it is made of.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include "widgets/paper/figure_recipe.h"

class QPainter;

namespace nescio {

/// Endings that exportFigure knows: pdf, svg, png, csv, tex.
const QStringList& figureFormats();

/// Paints into `target`.   Units: points (1/72 inch).
void paintRecipe(QPainter& painter, const QRectF& target, const FigureRecipe& recipe);

/// Whether a file holds the recipe, too.
enum class Carry { Recipe, Nothing };

/// The bytes of such a file; not of a tex, which is two.   Throws: Error.   Thread: GUI.
QByteArray renderFigure(const FigureRecipe& recipe, const QString& format, Carry carry = Carry::Recipe);

/// Whether there is such a file of the figure: pgfplots cannot draw images.
bool canExport(const FigureRecipe& recipe, const QString& format);

/// The files that an export to `path` writes: with a tex there is a csv beside it.
QStringList filesOf(const QString& path);

/// Writes the figure; the ending decides the format. Each file is written whole or not at all. Returns
/// whether it can be opened again: figures of very many points cannot, nor can tables and what is for LaTeX.
/// Throws: Error naming the path and the reason.   Thread: GUI (painting); takes milliseconds.
bool exportFigure(const FigureRecipe& recipe, const QString& path);
/// A plot as it stands.   Throws: Error, where it has no data too.
void exportFigure(const PlotView& plot, const QString& path, const FigureSize& size);

}  // namespace nescio
