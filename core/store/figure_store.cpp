#include "core/store/figure_store.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/values/failure.h"

namespace nescio {
namespace {

using namespace hdf5;

void writeCounts(hid_t group, const SeriesCounts& counts) {
    writeInt(group, "n", counts.n);
    writeInt(group, "available", counts.available);
    writeInt(group, "not_finite", counts.notFinite);
    writeInt(group, "outside", counts.outside);
    writeReal(group, "mean", counts.mean);
}

SeriesCounts readCounts(hid_t group) {
    return {.n = readInt(group, "n"),
            .available = readInt(group, "available"),
            .notFinite = readInt(group, "not_finite"),
            .outside = readInt(group, "outside"),
            .mean = readReal(group, "mean")};
}

/// Of larger sets the file keeps the figure alone.
constexpr std::size_t kMostImages = 100'000;

bool keepsImages(const SeriesImages& images) {
    std::size_t count = 0;
    for (const auto& set : images.sets) count += set->column().values.size();
    return count <= kMostImages;
}

void writeSeriesImages(hid_t group, const SeriesImages& images) {
    writeInt(group, "sets", static_cast<std::int64_t>(images.sets.size()));
    for (std::size_t s = 0; s < images.sets.size(); ++s) {
        const auto& column = images.sets[s]->column();
        const Handle set = makeGroup(group, numbered("set", s));
        writeText(set, "set", column.setId);
        writeText(set, "fingerprint", column.key->set);
        writeInts(set, "index", column.key->indices);
        writeReals(set, "value", column.values);
    }
    if (!images.thresholds.empty()) writeReals(group, "thresholds", images.thresholds);
}

SeriesImages readSeriesImages(hid_t group) {
    SeriesImages images;
    const auto sets = static_cast<std::size_t>(readInt(group, "sets"));
    for (std::size_t s = 0; s < sets; ++s) {
        const Handle set = openGroup(group, numbered("set", s));
        const auto indices = readInts(set, "index");
        auto values = readReals(set, "value");
        const auto falls = std::adjacent_find(indices.begin(), indices.end(), std::greater_equal<>());
        if (indices.size() != values.size() || falls != indices.end() || (!indices.empty() && indices[0] < 0))
            throw RunFileError("images of a series: expected ascending indices from 0 on, one a value");
        images.sets.push_back(
            orderedImages(readText(set, "set"), readText(set, "fingerprint"), indices, std::move(values)));
    }
    if (exists(group, "thresholds")) images.thresholds = readReals(group, "thresholds");
    return images;
}

void writeSeries(hid_t group, const ResultSeries& series, const ResultPanel& panel) {
    writeText(group, "NX_class", "NXdata");
    writeText(group, "signal", "y");
    writeTexts(group, "axes", {"x"});
    writeText(group, "title", series.label);
    writeText(group, "style", toId(series.style));
    writeInt(group, "role", static_cast<std::int64_t>(series.role));
    describe(writeReals(group, "x", series.x), "", panel.xTitle);
    describe(writeReals(group, "y", series.y), "", panel.yTitle);
    if (series.counts) writeCounts(makeGroup(group, "counts"), *series.counts);
    if (series.images && keepsImages(*series.images))
        writeSeriesImages(makeGroup(group, "images"), *series.images);
    if (series.low.empty()) return;
    writeReals(group, "low", series.low);
    writeReals(group, "high", series.high);
}

/// Whether every point that asks for its images finds them.
bool fits(const SeriesImages& images, const ResultSeries& series) {
    if (series.style == SeriesStyle::Line) return images.thresholds.size() == series.x.size();
    if (images.sets.size() != 1) return false;
    return series.style == SeriesStyle::Steps ||
           images.sets.front()->column().values.size() == series.x.size();
}

ResultSeries readSeries(hid_t group) {
    ResultSeries series{.label = readText(group, "title"),
                        .role = static_cast<SetRole>(readInt(group, "role")),
                        .style = seriesStyleFromId(readText(group, "style")),
                        .x = readReals(group, "x"),
                        .y = readReals(group, "y")};
    if (exists(group, "counts")) series.counts = readCounts(openGroup(group, "counts"));
    if (exists(group, "images")) series.images = readSeriesImages(openGroup(group, "images"));
    if (exists(group, "low")) {
        series.low = readReals(group, "low");
        series.high = readReals(group, "high");
    }
    const auto expected = series.y.size() + (series.style == SeriesStyle::Steps && !series.y.empty() ? 1 : 0);
    if (series.x.size() != expected || series.low.size() != series.high.size())
        throw RunFileError("series “" + series.label + "”: expected as many y as x values");
    if (series.images && !fits(*series.images, series))
        throw RunFileError("series “" + series.label + "”: expected images that fit its points");
    return series;
}

void writeMatrix(hid_t group, const ResultMatrix& matrix) {
    writeTexts(group, "rows", matrix.rows);
    writeTexts(group, "columns", matrix.columns);
    writeTexts(group, "figures", matrix.figures);
    writeReal(group, "middle", matrix.middle);
    writeReal(group, "reach", matrix.reach);
    writeReals(
        group, "values", matrix.values,
        {static_cast<std::int64_t>(matrix.rows.size()), static_cast<std::int64_t>(matrix.columns.size())});
}

ResultMatrix readMatrix(hid_t group) {
    ResultMatrix matrix{.rows = readTexts(group, "rows"),
                        .columns = readTexts(group, "columns"),
                        .values = readReals(group, "values"),
                        .figures = readTexts(group, "figures"),
                        .middle = readReal(group, "middle"),
                        .reach = readReal(group, "reach")};
    const auto cells = matrix.rows.size() * matrix.columns.size();
    if (matrix.values.size() != cells || (!matrix.figures.empty() && matrix.figures.size() != cells))
        throw RunFileError("matrix: expected one value a cell");
    return matrix;
}

void writePanel(hid_t group, const ResultPanel& panel) {
    writeText(group, "title", panel.title);
    writeText(group, "x_title", panel.xTitle);
    writeText(group, "y_title", panel.yTitle);
    writeInt(group, "series", static_cast<std::int64_t>(panel.series.size()));
    for (std::size_t s = 0; s < panel.series.size(); ++s)
        writeSeries(makeGroup(group, numbered("series", s)), panel.series[s], panel);
    std::vector<std::string> labels;
    std::vector<double> places;
    for (const auto& mark : panel.marks) {
        labels.push_back(mark.label);
        places.push_back(mark.x);
    }
    writeTexts(group, "mark_labels", labels);
    if (!places.empty()) writeReals(group, "marks", places);
    if (panel.matrix) writeMatrix(makeGroup(group, "matrix"), *panel.matrix);
}

ResultPanel readPanel(hid_t group) {
    ResultPanel panel{.title = readText(group, "title"),
                      .xTitle = readText(group, "x_title"),
                      .yTitle = readText(group, "y_title")};
    const auto series = static_cast<std::size_t>(readInt(group, "series"));
    for (std::size_t s = 0; s < series; ++s)
        panel.series.push_back(readSeries(openGroup(group, numbered("series", s))));
    const auto labels = readTexts(group, "mark_labels");
    if (!labels.empty()) {
        const auto places = readReals(group, "marks");
        if (places.size() != labels.size()) throw RunFileError("marks: expected one label a mark");
        for (std::size_t m = 0; m < labels.size(); ++m) panel.marks.push_back({places[m], labels[m]});
    }
    if (exists(group, "matrix")) panel.matrix = readMatrix(openGroup(group, "matrix"));
    return panel;
}

std::vector<ImagePlace> readPlaces(hid_t group, std::size_t images) {
    const auto sets = readTexts(group, "image_sets"), fingerprints = readTexts(group, "image_fingerprints");
    const auto indices = readInts(group, "image_indices");
    if (sets.size() != images || fingerprints.size() != images || indices.size() != images)
        throw RunFileError("images: expected a set, its fingerprint and an index for each");
    std::vector<ImagePlace> places;
    for (std::size_t i = 0; i < images; ++i) {
        if (indices[i] < 0) throw RunFileError("images: expected indices from 0 on");
        places.push_back({sets[i], indices[i], fingerprints[i]});
    }
    return places;
}

}  // namespace

std::string numbered(const char* what, std::size_t index) {
    return std::string(what) + "_" + std::to_string(index + 1);
}

void writeFigure(hid_t group, const ResultFigure& figure) {
    writeText(group, "title", figure.title);
    writeText(group, "note", figure.note);
    writeInt(group, "columns", figure.columns);
    writeInt(group, "panels", static_cast<std::int64_t>(figure.panels.size()));
    for (std::size_t p = 0; p < figure.panels.size(); ++p)
        writePanel(makeGroup(group, numbered("panel", p)), figure.panels[p]);
}

ResultFigure readFigure(hid_t group, const std::string& id) {
    ResultFigure figure{.id = id,
                        .title = readText(group, "title"),
                        .note = readText(group, "note"),
                        .columns = static_cast<int>(readInt(group, "columns")),
                        .panels = {}};
    const auto panels = static_cast<std::size_t>(readInt(group, "panels"));
    for (std::size_t p = 0; p < panels; ++p)
        figure.panels.push_back(readPanel(openGroup(group, numbered("panel", p))));
    return figure;
}

void writeImages(hid_t group, const ResultImages& sheet) {
    writeText(group, "title", sheet.title);
    writeTexts(group, "rows", sheet.rows);
    writeTexts(group, "captions", sheet.captions);
    writeInt(group, "per_row", static_cast<std::int64_t>(sheet.perRow));
    if (!sheet.places.empty()) {
        std::vector<std::string> sets, fingerprints;
        std::vector<std::int64_t> indices;
        for (const auto& place : sheet.places) {
            sets.push_back(place.setId);
            fingerprints.push_back(place.fingerprint);
            indices.push_back(place.index);
        }
        writeTexts(group, "image_sets", sets);
        writeTexts(group, "image_fingerprints", fingerprints);
        writeInts(group, "image_indices", indices);
    }
    if (sheet.images.empty()) return;
    const auto& shape = sheet.images.front().shape;
    std::vector<std::uint8_t> bytes;
    for (const auto& image : sheet.images) bytes.insert(bytes.end(), image.bytes.begin(), image.bytes.end());
    writeBytes(group, "images", bytes,
               {static_cast<std::int64_t>(sheet.images.size()), shape.channels, shape.height, shape.width});
}

ResultImages readImages(hid_t group, const std::string& id) {
    ResultImages sheet{.id = id,
                       .title = readText(group, "title"),
                       .rows = readTexts(group, "rows"),
                       .perRow = static_cast<std::size_t>(readInt(group, "per_row")),
                       .images = {},
                       .captions = readTexts(group, "captions")};
    if (!exists(group, "images")) return sheet;
    const auto array = readArrayAs(group, "images", ArrayType::UInt8);
    if (array.shape.size() != 4) throw RunFileError("images “" + id + "”: expected bytes [N,C,H,W]");
    const ImageShape shape{static_cast<int>(array.shape[1]), static_cast<int>(array.shape[2]),
                           static_cast<int>(array.shape[3])};
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(array.bytes.data());
    const auto dims = shape.dims();
    for (std::int64_t i = 0; i < array.shape[0]; ++i)
        sheet.images.push_back({.shape = shape,
                                .bytes = {bytes + i * dims, bytes + (i + 1) * dims},
                                .source = sheet.title,
                                .changes = {}});
    if (exists(group, "image_indices")) sheet.places = readPlaces(group, sheet.images.size());
    return sheet;
}

}  // namespace nescio
