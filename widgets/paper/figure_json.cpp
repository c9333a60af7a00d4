#include "widgets/paper/figure_json.h"

#include <cmath>
#include <cstring>
#include <limits>

#include <QJsonArray>
#include <QtEndian>

#include "core/values/failure.h"
#include "widgets/plots/panel_picture.h"

namespace nescio {
namespace {

using Key = QLatin1String;

// ---- single values

QString textOf(const std::vector<double>& values) {
    QByteArray bytes(static_cast<qsizetype>(values.size() * sizeof(double)), Qt::Uninitialized);
    for (std::size_t i = 0; i < values.size(); ++i)
        qToLittleEndian(values[i], bytes.data() + i * sizeof(double));
    return QString::fromLatin1(bytes.toBase64());
}

std::vector<double> valuesFrom(const QJsonValue& json) {
    const QByteArray bytes = QByteArray::fromBase64(json.toString().toLatin1());
    if (bytes.size() % static_cast<qsizetype>(sizeof(double)) != 0)
        throw Error("expected whole float64 values in the figure");
    std::vector<double> values(static_cast<std::size_t>(bytes.size()) / sizeof(double));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = qFromLittleEndian<double>(bytes.data() + i * sizeof(double));
    return values;
}

QString textOf(const std::vector<QPointF>& points) {
    std::vector<double> values;
    values.reserve(2 * points.size());
    for (const QPointF& point : points) {
        values.push_back(point.x());
        values.push_back(point.y());
    }
    return textOf(values);
}

std::vector<QPointF> pointsFrom(const QJsonValue& json) {
    const auto values = valuesFrom(json);
    if (values.size() % 2 != 0) throw Error("expected two coordinates a point in the figure");
    std::vector<QPointF> points;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) points.emplace_back(values[i], values[i + 1]);
    return points;
}

/// Sixteen bits a channel, as they are painted.
QString textOf(const QColor& colour) {
    return colour.isValid() ? QString::number(quint64{colour.rgba64()}, 16) : QString();
}

QColor colourFrom(const QJsonValue& json) {
    bool isNumber = false;
    const quint64 value = json.toString().toULongLong(&isNumber, 16);
    return isNumber ? QColor(QRgba64::fromRgba64(value)) : QColor();
}

QJsonArray jsonOf(const Span& span) {
    return {span.low, span.high};
}

Span spanFrom(const QJsonValue& json) {
    const QJsonArray ends = json.toArray();
    const Span span{ends.at(0).toDouble(), ends.at(1).toDouble()};
    if (ends.size() != 2 || !(span.low <= span.high)) throw Error("expected a range with its low end first");
    return span;
}

/// One of a few, by number.
template <class Choice>
Choice choiceFrom(const QJsonValue& json, Choice last) {
    const int value = json.toInt(0);
    if (value < 0 || value > static_cast<int>(last)) throw Error("expected a known choice in the figure");
    return static_cast<Choice>(value);
}

template <class Part, class Convert>
QJsonArray listOf(const std::vector<Part>& parts, Convert convert) {
    QJsonArray array;
    for (const Part& part : parts) array.append(convert(part));
    return array;
}

template <class Part, class Convert>
std::vector<Part> partsFrom(const QJsonValue& json, Convert convert) {
    std::vector<Part> parts;
    for (const auto& part : json.toArray()) parts.push_back(convert(part.toObject()));
    return parts;
}

// ---- parts of a panel

QJsonObject ofTick(const Tick& tick) {
    return {{Key("value"), tick.value}, {Key("text"), tick.text}, {Key("bold"), tick.bold}};
}

Tick tickFrom(const QJsonObject& json) {
    return {json[Key("value")].toDouble(), json[Key("text")].toString(), json[Key("bold")].toBool()};
}

QJsonObject ofAxis(const Axis& axis) {
    return {{Key("title"), axis.title},
            {Key("low_hint"), axis.lowHint},
            {Key("high_hint"), axis.highHint},
            {Key("range"), jsonOf(axis.range)},
            {Key("categories"), listOf(axis.categories, ofTick)},
            {Key("grid"), axis.grid},
            {Key("logarithmic"), axis.logarithmic}};
}

Axis axisFrom(const QJsonObject& json) {
    Axis axis{.title = json[Key("title")].toString(),
              .lowHint = json[Key("low_hint")].toString(),
              .highHint = json[Key("high_hint")].toString(),
              .range = spanFrom(json[Key("range")]),
              .categories = partsFrom<Tick>(json[Key("categories")], tickFrom),
              .grid = json[Key("grid")].toBool(),
              .logarithmic = json[Key("logarithmic")].toBool()};
    if (!(axis.range.low < axis.range.high)) throw Error("expected an axis with a length in the figure");
    return axis;
}

/// To seven digits, which press well: nothing but bins is made of them.
void addBinned(QJsonObject& json, const std::shared_ptr<const BinnedValues>& binned) {
    if (!binned) return;
    auto values = binned->values;
    for (double& value : values) value = static_cast<double>(static_cast<float>(value));
    json[Key("values")] = textOf(values);
    json[Key("values_of")] = binned->of;
}

std::shared_ptr<const BinnedValues> binnedFrom(const QJsonObject& json) {
    if (!json[Key("values")].isString()) return nullptr;
    return std::make_shared<const BinnedValues>(
        BinnedValues{.values = valuesFrom(json[Key("values")]), .of = json[Key("values_of")].toDouble()});
}

QJsonObject ofBand(const Band& band) {
    QJsonObject json{{Key("upper"), textOf(band.upper)},
                     {Key("lower"), textOf(band.lower)},
                     {Key("fill"), textOf(band.fill)}};
    addBinned(json, band.binned);
    return json;
}

Band bandFrom(const QJsonObject& json) {
    Band band{.upper = pointsFrom(json[Key("upper")]),
              .lower = pointsFrom(json[Key("lower")]),
              .fill = colourFrom(json[Key("fill")]),
              .binned = binnedFrom(json)};
    if (band.upper.size() != band.lower.size()) throw Error("expected a band with two edges of one length");
    return band;
}

QJsonObject ofCurve(const Curve& curve) {
    QJsonObject json{{Key("points"), textOf(curve.points)},
                     {Key("colour"), textOf(curve.colour)},
                     {Key("dash"), static_cast<int>(curve.dash)},
                     {Key("width"), curve.width},
                     {Key("fill"), textOf(curve.fill)}};
    addBinned(json, curve.binned);
    return json;
}

Curve curveFrom(const QJsonObject& json) {
    return {.points = pointsFrom(json[Key("points")]),
            .colour = colourFrom(json[Key("colour")]),
            .dash = choiceFrom(json[Key("dash")], Qt::DashDotDotLine),
            .width = json[Key("width")].toDouble(1),
            .fill = colourFrom(json[Key("fill")]),
            .binned = binnedFrom(json)};
}

QJsonObject ofBar(const Bar& bar) {
    const QJsonArray span{bar.span.x(), bar.span.y(), bar.span.width(), bar.span.height()};
    return {{Key("span"), span},
            {Key("colour"), textOf(bar.colour)},
            {Key("text"), bar.text},
            {Key("text_left"), bar.textLeft},
            {Key("bold"), bar.bold}};
}

Bar barFrom(const QJsonObject& json) {
    const QJsonArray span = json[Key("span")].toArray();
    return {
        .span = {span.at(0).toDouble(), span.at(1).toDouble(), span.at(2).toDouble(), span.at(3).toDouble()},
        .colour = colourFrom(json[Key("colour")]),
        .text = json[Key("text")].toString(),
        .textLeft = json[Key("text_left")].toBool(),
        .bold = json[Key("bold")].toBool()};
}

QJsonObject ofDots(const Dots& dots) {
    return {{Key("points"), textOf(dots.points)},
            {Key("colour"), textOf(dots.colour)},
            {Key("shape"), static_cast<int>(dots.shape)}};
}

Dots dotsFrom(const QJsonObject& json) {
    return {.points = pointsFrom(json[Key("points")]),
            .colour = colourFrom(json[Key("colour")]),
            .shape = choiceFrom(json[Key("shape")], DotShape::Triangle)};
}

QJsonObject ofMark(const Mark& mark) {
    QJsonObject json{{Key("x"), mark.x},
                     {Key("colour"), textOf(mark.colour)},
                     {Key("width"), mark.width},
                     {Key("label"), mark.label}};
    if (mark.y) json[Key("y")] = jsonOf(*mark.y);
    return json;
}

Mark markFrom(const QJsonObject& json) {
    const auto y = json[Key("y")];
    return {.x = json[Key("x")].toDouble(),
            .y = y.isArray() ? std::optional(spanFrom(y)) : std::nullopt,
            .colour = colourFrom(json[Key("colour")]),
            .width = json[Key("width")].toDouble(1),
            .label = json[Key("label")].toString()};
}

QJsonObject ofEntry(const LegendEntry& entry) {
    return {{Key("text"), entry.text},
            {Key("count"), entry.count},
            {Key("colour"), textOf(entry.colour)},
            {Key("dash"), static_cast<int>(entry.dash)},
            {Key("fill"), textOf(entry.fill)},
            {Key("dot"), entry.dot},
            {Key("upright"), entry.upright},
            {Key("shape"), static_cast<int>(entry.shape)}};
}

LegendEntry entryFrom(const QJsonObject& json) {
    return {.text = json[Key("text")].toString(),
            .count = json[Key("count")].toString(),
            .colour = colourFrom(json[Key("colour")]),
            .dash = choiceFrom(json[Key("dash")], Qt::DashDotDotLine),
            .fill = colourFrom(json[Key("fill")]),
            .dot = json[Key("dot")].toBool(),
            .upright = json[Key("upright")].toBool(),
            .shape = choiceFrom(json[Key("shape")], DotShape::Triangle)};
}

QJsonObject ofCells(const CellMap& cells) {
    return {{Key("rows"), cells.rows},
            {Key("columns"), cells.columns},
            {Key("values"), textOf(cells.values)},
            {Key("middle"), cells.middle},
            {Key("reach"), cells.reach}};
}

CellMap cellsFrom(const QJsonObject& json) {
    CellMap cells{.rows = json[Key("rows")].toInt(),
                  .columns = json[Key("columns")].toInt(),
                  .values = valuesFrom(json[Key("values")]),
                  .middle = json[Key("middle")].toDouble(),
                  .reach = json[Key("reach")].toDouble(1)};
    if (cells.rows < 0 || cells.columns < 0 ||
        cells.values.size() != static_cast<std::size_t>(cells.rows) * static_cast<std::size_t>(cells.columns))
        throw Error("expected a value for each cell of the figure");
    return cells;
}

QJsonObject ofPanel(const Panel& panel) {
    QJsonObject json{{Key("title"), panel.title},
                     {Key("x"), ofAxis(panel.x)},
                     {Key("y"), ofAxis(panel.y)},
                     {Key("bands"), listOf(panel.bands, ofBand)},
                     {Key("curves"), listOf(panel.curves, ofCurve)},
                     {Key("bars"), listOf(panel.bars, ofBar)},
                     {Key("dots"), listOf(panel.dots, ofDots)},
                     {Key("marks"), listOf(panel.marks, ofMark)},
                     {Key("legend"), listOf(panel.legend, ofEntry)},
                     {Key("share"), panel.share},
                     {Key("instead"), panel.instead},
                     {Key("grows_for_legend"), panel.growsForLegend},
                     {Key("names_x"), panel.namesX}};
    if (panel.cells) json[Key("cells")] = ofCells(*panel.cells);
    if (panel.picture) {
        json[Key("picture")] = panel.picture->id();
        json[Key("pictures")] = panel.picture->toJson();
    }
    return json;
}

Panel panelFrom(const QJsonObject& json) {
    Panel panel{.title = json[Key("title")].toString(),
                .x = axisFrom(json[Key("x")].toObject()),
                .y = axisFrom(json[Key("y")].toObject()),
                .bands = partsFrom<Band>(json[Key("bands")], bandFrom),
                .curves = partsFrom<Curve>(json[Key("curves")], curveFrom),
                .bars = partsFrom<Bar>(json[Key("bars")], barFrom),
                .dots = partsFrom<Dots>(json[Key("dots")], dotsFrom),
                .marks = partsFrom<Mark>(json[Key("marks")], markFrom),
                .cells = {},
                .legend = partsFrom<LegendEntry>(json[Key("legend")], entryFrom),
                .share = json[Key("share")].toDouble(1),
                .instead = json[Key("instead")].toString(),
                .growsForLegend = json[Key("grows_for_legend")].toBool(),
                .namesX = json[Key("names_x")].toBool(true)};
    if (!(panel.share > 0)) throw Error("expected a panel with a height in the figure");
    if (const auto cells = json[Key("cells")]; cells.isObject()) panel.cells = cellsFrom(cells.toObject());
    if (const auto id = json[Key("picture")]; id.isString())
        panel.picture = pictureFromJson(id.toString(), json[Key("pictures")].toObject());
    return panel;
}

}  // namespace

QJsonObject jsonOf(const Figure& figure) {
    return {{Key("title"), figure.title},
            {Key("note"), figure.note},
            {Key("columns"), figure.columns},
            {Key("legend"), listOf(figure.legend, ofEntry)},
            {Key("panels"), listOf(figure.panels, ofPanel)},
            {Key("footer"), QJsonArray::fromStringList(figure.footer)}};
}

Figure figureFrom(const QJsonObject& json) {
    Figure figure{.title = json[Key("title")].toString(),
                  .note = json[Key("note")].toString(),
                  .columns = std::max(1, json[Key("columns")].toInt(1)),
                  .legend = partsFrom<LegendEntry>(json[Key("legend")], entryFrom),
                  .panels = partsFrom<Panel>(json[Key("panels")], panelFrom),
                  .footer = {}};
    for (const auto& sentence : json[Key("footer")].toArray()) figure.footer << sentence.toString();
    if (figure.panels.empty()) throw Error("expected at least one panel in the figure");
    return figure;
}

std::size_t pointsIn(const Figure& figure) {
    std::size_t points = 0;
    for (const Panel& panel : figure.panels) {
        for (const Band& band : panel.bands) points += 2 * band.upper.size();
        for (const Curve& curve : panel.curves) points += curve.points.size();
        for (const Dots& dots : panel.dots) points += dots.points.size();
    }
    return points;
}

}  // namespace nescio
