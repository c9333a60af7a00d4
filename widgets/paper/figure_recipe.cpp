#include "widgets/paper/figure_recipe.h"

#include <algorithm>
#include <iterator>

#include <QPointer>

#include "widgets/paper/figure_bins.h"
#include "widgets/paper/figure_json.h"
#include "widgets/plots/figure_height.h"
#include "widgets/plots/plot_view.h"

namespace nescio {
namespace {

/// A figure's panels as panels of a larger one: each says itself what the figure said over all of them.
std::vector<Panel> panelsOf(const Figure& figure) {
    auto panels = figure.panels;
    const auto step = static_cast<std::size_t>(std::max(1, figure.columns));
    for (std::size_t i = panels.size(); i-- > 0;) {  // from below, where linked axes are named
        Panel& panel = panels[i];
        if (panel.title.isEmpty()) panel.title = figure.title;
        if (!panel.namesX && i + step < panels.size()) panel.x.title = panels[i + step].x.title;
        panel.share = 1;
        panel.namesX = true;  // what it was linked with may stand elsewhere
    }
    if (!panels.empty())
        panels.front().legend.insert(panels.front().legend.end(), figure.legend.begin(), figure.legend.end());
    return panels;
}

/// What all of them say; empty where they differ.
QString sharedBy(const std::vector<FigureSource>& sources, QString Figure::*words) {
    QString first = sources.front().figure.*words;
    const bool same = std::all_of(sources.begin(), sources.end(),
                                  [&](const FigureSource& source) { return source.figure.*words == first; });
    return same ? first : QString();
}

}  // namespace

std::vector<FigureSource> panelsOf(const FigureSource& source) {
    if (source.figure.panels.size() < 2) return {source};
    std::vector<FigureSource> parts;
    for (Panel& panel : panelsOf(source.figure)) {
        FigureSource part = source;
        const QString words = panel.y.title.isEmpty() ? panel.title : panel.y.title;
        part.title = QStringLiteral("%1, %2: %3").arg(source.title).arg(parts.size() + 1).arg(words);
        part.figure.columns = 1;
        part.figure.legend.clear();  // the first panel has it
        part.figure.panels = {std::move(panel)};
        parts.push_back(std::move(part));
    }
    return parts;
}

FigureSource sourceOf(const PlotView& plot) {
    const QSizeF points(kSingleColumnMm * kPointsPerMm, kSingleColumnMm * kPointsPerMm);
    FigureSource source{.name = plot.figureName(),
                        .title = plot.accessibleName(),
                        .summary = plot.summary(),
                        .figure = plot.paperFigure(points, FigureStyle::paper(Theme::light()))};
    if (pointsIn(source.figure) >
        kMostCarriedPoints)  // a table too long to be written unless it is asked for
        source.csv = [plot = QPointer<const PlotView>(&plot), was = source.summary] {
            return plot && plot->summary() == was ? plot->csv() : QString();
        };
    else
        source.csv = [text = plot.csv()] { return text; };
    return source;
}

FigureRecipe recipeOf(const PlotView& plot, const FigureLook& look) {
    FigureRecipe recipe;
    recipe.sources.push_back(sourceOf(plot));
    recipe.look = look;
    recipe.size.heightMm = heightFor(recipe, recipe.size.widthMm);
    return recipe;
}

Figure composed(const FigureRecipe& recipe) {
    if (recipe.sources.size() == 1) return recipe.sources.front().figure;
    Figure whole;
    whole.title = sharedBy(recipe.sources, &Figure::title);
    whole.note = sharedBy(recipe.sources, &Figure::note);
    for (const FigureSource& source : recipe.sources) {
        Figure figure = source.figure;
        if (!whole.title.isEmpty()) figure.title.clear();  // said once, over all of them
        auto panels = panelsOf(figure);
        std::move(panels.begin(), panels.end(), std::back_inserter(whole.panels));
        for (const QString& sentence : source.figure.footer)
            if (!whole.footer.contains(sentence)) whole.footer << sentence;
    }
    whole.columns = std::clamp(recipe.columns, 1, static_cast<int>(whole.panels.size()));
    return whole;
}

Figure printed(const FigureRecipe& recipe) {
    return edited(composed(recipe), recipe.look, recipe.edits);
}

double heightFor(const FigureRecipe& recipe, double widthMm) {
    return figureHeightMm(printed(recipe), widthMm, FigureStyle::paper(Theme::light(), recipe.look.paper));
}

QString summaryOf(const FigureRecipe& recipe) {
    QStringList summaries;
    for (const FigureSource& source : recipe.sources) summaries << source.summary;
    return summaries.join(QLatin1Char('\n'));
}

QString csvOf(const FigureRecipe& recipe) {
    const auto text = [&](const FigureSource& source) {
        if (recipe.edits.bins <= 0 || !canRebin(source.figure)) return source.csv();
        Figure figure = source.figure;
        rebin(figure, recipe.edits.bins);
        return csvOfBins(figure);
    };
    if (recipe.sources.size() == 1) return text(recipe.sources.front());
    QStringList parts;
    for (const FigureSource& source : recipe.sources)
        parts << QLatin1String("# ") + source.name + QLatin1Char('\n') + text(source);
    return parts.join(QLatin1Char('\n'));
}

}  // namespace nescio
