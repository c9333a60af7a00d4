// What a printed figure is made of: figures as they were, how they are put together, and what was changed.
// Its file carries it, so that dropped back on the window it can be changed again.
#pragma once

#include <functional>
#include <vector>

#include <QJsonObject>
#include <QString>

#include "widgets/paper/figure_edits.h"
#include "widgets/paper/figure_size.h"
#include "widgets/plots/figure.h"

namespace nescio {

class PlotView;

/// One figure as a plot gave it.
struct FigureSource {
    QString name;     ///< for files: "likelihoods"
    QString title;    ///< for lists: "Likelihoods · glow·quick (seed 1)"
    QString summary;  ///< as a person would say it
    Figure figure;    ///< for print, nothing edited
    /// The plotted numbers; empty where a long table was not made in time and its plot shows others now.
    std::function<QString()> csv = [] { return QString(); };
};

/// The run that was current when the figure was made. No folders: figures are sent to reviewers who should
/// not know whose they are.
struct FigureOrigin {
    QString run;      ///< title
    QString file;     ///< name of the run file
    QString weights;  ///< "step 400 · 1a2b3c4d"
    bool operator==(const FigureOrigin&) const = default;
};

/// Requires: at least one source.
struct FigureRecipe {
    std::vector<FigureSource> sources;
    int columns = 1;  ///< panels side by side, where there are several sources
    FigureLook look;
    FigureEdits edits;
    FigureSize size;
    FigureOrigin origin;
};

/// A plot as it stands.   Thread: GUI.
FigureSource sourceOf(const PlotView& plot);
/// That alone, at a single column's width.   Thread: GUI.
FigureRecipe recipeOf(const PlotView& plot, const FigureLook& look = {});

/// A figure of several panels as figures of one each, so that some of them can be taken.
std::vector<FigureSource> panelsOf(const FigureSource& source);

/// All sources in one figure, their axes in line; nothing edited.
Figure composed(const FigureRecipe& recipe);
/// The figure to paint.
Figure printed(const FigureRecipe& recipe);
/// The height that suits it at a width.   Units: mm.
double heightFor(const FigureRecipe& recipe, double widthMm);
QString summaryOf(const FigureRecipe& recipe);
/// The numbers of every source, each under its name where there are several.
QString csvOf(const FigureRecipe& recipe);

QJsonObject jsonOf(const FigureRecipe& recipe);
/// Throws: Error naming what was expected.
FigureRecipe recipeFrom(const QJsonObject& json);

/// What a style file holds.
QJsonObject jsonOf(const FigureLook& look);
/// What is missing stays as it is usual.   Throws: Error where a value is none that can be.
FigureLook lookFrom(const QJsonObject& json);

}  // namespace nescio
