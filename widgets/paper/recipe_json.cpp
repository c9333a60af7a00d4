#include <algorithm>
#include <cmath>

#include <QJsonArray>

#include "core/values/failure.h"
#include "widgets/paper/figure_bins.h"
#include "widgets/paper/figure_json.h"
#include "widgets/paper/figure_recipe.h"

namespace nescio {
namespace {

using Key = QLatin1String;

constexpr double kLeastPt = 0.1, kMostPt = 72;  ///< of letters and lines

/// A size in points, as it was where none is told.
double pointsFrom(const QJsonValue& json, double usual) {
    const double value = json.toDouble(usual);
    if (!(value >= kLeastPt && value <= kMostPt))
        throw Error("expected sizes of 0.1 to 72 points in the style");
    return value;
}

template <class Choice>
Choice oneOf(const QJsonValue& json, Choice usual, Choice last) {
    const int value = json.toInt(static_cast<int>(usual));
    if (value < 0 || value > static_cast<int>(last)) throw Error("expected a known choice in the style");
    return static_cast<Choice>(value);
}

QJsonObject ofAxes(const std::map<int, AxisEdit>& axes) {
    QJsonObject json;
    for (const auto& [panel, edit] : axes) {
        QJsonObject one{{Key("logarithmic"), edit.logarithmic}};
        if (edit.low) one[Key("low")] = *edit.low;
        if (edit.high) one[Key("high")] = *edit.high;
        json[QString::number(panel)] = one;
    }
    return json;
}

std::map<int, AxisEdit> axesFrom(const QJsonObject& json) {
    std::map<int, AxisEdit> axes;
    for (auto at = json.begin(); at != json.end(); ++at) {
        const QJsonObject one = at.value().toObject();
        AxisEdit edit{.low = {}, .high = {}, .logarithmic = one[Key("logarithmic")].toBool()};
        if (one[Key("low")].isDouble()) edit.low = one[Key("low")].toDouble();
        if (one[Key("high")].isDouble()) edit.high = one[Key("high")].toDouble();
        axes[at.key().toInt()] = edit;
    }
    return axes;
}

QJsonObject ofEdits(const FigureEdits& edits) {
    QJsonObject words, series;
    for (const auto& [was, wanted] : edits.words) words[was] = wanted;
    for (const auto& [name, edit] : edits.series) {
        QJsonObject one;
        if (edit.colour.isValid()) one[Key("colour")] = edit.colour.name();
        if (edit.dash) one[Key("dash")] = static_cast<int>(*edit.dash);
        series[name] = one;
    }
    return {{Key("words"), words},
            {Key("series"), series},
            {Key("x"), ofAxes(edits.x)},
            {Key("y"), ofAxes(edits.y)},
            {Key("bins"), edits.bins}};
}

FigureEdits editsFrom(const QJsonObject& json) {
    FigureEdits edits;
    const QJsonObject words = json[Key("words")].toObject();
    for (auto at = words.begin(); at != words.end(); ++at) edits.words[at.key()] = at.value().toString();
    const QJsonObject series = json[Key("series")].toObject();
    for (auto at = series.begin(); at != series.end(); ++at) {
        const QJsonObject one = at.value().toObject();
        SeriesEdit edit{.colour = QColor(one[Key("colour")].toString()), .dash = {}};
        if (one[Key("dash")].isDouble())
            edit.dash = oneOf(one[Key("dash")], Qt::SolidLine, Qt::DashDotDotLine);
        edits.series[at.key()] = edit;
    }
    edits.x = axesFrom(json[Key("x")].toObject());
    edits.y = axesFrom(json[Key("y")].toObject());
    if (const int bins = json[Key("bins")].toInt(); bins > 0)
        edits.bins = std::clamp(bins, kFewestFigureBins, kMostFigureBins);
    return edits;
}

QJsonObject ofSource(const FigureSource& source) {
    return {{Key("name"), source.name},
            {Key("title"), source.title},
            {Key("summary"), source.summary},
            {Key("csv"), source.csv()},
            {Key("figure"), jsonOf(source.figure)}};
}

FigureSource sourceFrom(const QJsonObject& json) {
    return {.name = json[Key("name")].toString(),
            .title = json[Key("title")].toString(),
            .summary = json[Key("summary")].toString(),
            .figure = figureFrom(json[Key("figure")].toObject()),
            .csv = [text = json[Key("csv")].toString()] { return text; }};
}

FigureSize sizeFrom(const QJsonObject& json) {
    const FigureSize usual;
    const auto length = [&](const char* key, double otherwise) {
        const double value = json[Key(key)].toDouble(otherwise);
        if (!(value >= 20 && value <= 1000)) throw Error("expected a size of 20 to 1000 mm in the figure");
        return value;
    };
    return {.widthMm = length("width_mm", usual.widthMm),
            .heightMm = length("height_mm", usual.heightMm),
            .dpi = std::clamp(json[Key("dpi")].toInt(usual.dpi), 72, 1200)};
}

}  // namespace

QJsonObject jsonOf(const FigureLook& look) {
    const PaperStyle& paper = look.paper;
    return {{Key("font"), paper.family},
            {Key("title_pt"), paper.title},
            {Key("text_pt"), paper.text},
            {Key("small_pt"), paper.small},
            {Key("line_pt"), paper.line},
            {Key("hair_pt"), paper.hair},
            {Key("title"), look.title},
            {Key("note"), look.note},
            {Key("counts"), look.counts},
            {Key("footer"), look.footer},
            {Key("marks"), look.marks},
            {Key("legend"), look.legend},
            {Key("legend_place"), static_cast<int>(look.legendPlace)},
            {Key("letters"), static_cast<int>(look.letters)}};
}

FigureLook lookFrom(const QJsonObject& json) {
    const PaperStyle usual;
    FigureLook look;
    look.paper = {.family = json[Key("font")].toString(),
                  .title = pointsFrom(json[Key("title_pt")], usual.title),
                  .text = pointsFrom(json[Key("text_pt")], usual.text),
                  .small = pointsFrom(json[Key("small_pt")], usual.small),
                  .line = pointsFrom(json[Key("line_pt")], usual.line),
                  .hair = pointsFrom(json[Key("hair_pt")], usual.hair)};
    look.title = json[Key("title")].toBool(true);
    look.note = json[Key("note")].toBool(true);
    look.counts = json[Key("counts")].toBool(true);
    look.footer = json[Key("footer")].toBool(true);
    look.marks = json[Key("marks")].toBool(true);
    look.legend = json[Key("legend")].toBool(true);
    look.legendPlace = oneOf(json[Key("legend_place")], LegendPlace::Automatic, LegendPlace::Above);
    look.letters = oneOf(json[Key("letters")], PanelLetters::None, PanelLetters::Capitals);
    return look;
}

QJsonObject jsonOf(const FigureRecipe& recipe) {
    QJsonArray sources;
    for (const FigureSource& source : recipe.sources) sources.append(ofSource(source));
    return {{Key("sources"), sources},
            {Key("columns"), recipe.columns},
            {Key("look"), jsonOf(recipe.look)},
            {Key("edits"), ofEdits(recipe.edits)},
            {Key("size"), QJsonObject{{Key("width_mm"), recipe.size.widthMm},
                                      {Key("height_mm"), recipe.size.heightMm},
                                      {Key("dpi"), recipe.size.dpi}}},
            {Key("origin"), QJsonObject{{Key("run"), recipe.origin.run},
                                        {Key("file"), recipe.origin.file},
                                        {Key("weights"), recipe.origin.weights}}}};
}

FigureRecipe recipeFrom(const QJsonObject& json) {
    FigureRecipe recipe;
    for (const auto& source : json[Key("sources")].toArray())
        recipe.sources.push_back(sourceFrom(source.toObject()));
    if (recipe.sources.empty()) throw Error("expected at least one figure in the file, found none");
    recipe.columns = std::max(1, json[Key("columns")].toInt(1));
    recipe.look = lookFrom(json[Key("look")].toObject());
    recipe.edits = editsFrom(json[Key("edits")].toObject());
    recipe.size = sizeFrom(json[Key("size")].toObject());
    const QJsonObject origin = json[Key("origin")].toObject();
    recipe.origin = {.run = origin[Key("run")].toString(),
                     .file = origin[Key("file")].toString(),
                     .weights = origin[Key("weights")].toString()};
    return recipe;
}

}  // namespace nescio
