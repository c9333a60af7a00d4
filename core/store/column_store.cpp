#include "core/store/column_store.h"

#include <algorithm>
#include <chrono>
#include <functional>

#include <fmt/format.h>

#include "core/store/run_layout.h"
#include "core/values/failure.h"
#include "core/values/plot_data.h"

namespace nescio {
namespace {

using namespace hdf5;

constexpr const char* kContent = "content";  // attribute of a group of columns: what is in it
constexpr const char* kTerms = "terms";
constexpr const char* kMeasurement = "measurement";
constexpr const char* kOldKey = "format-1";  // stands for the key that such a table does not have

bool has(hid_t object, const char* attribute) {
    return H5Aexists(object, attribute) > 0;
}

/// The histogram that HDF5 viewers plot unaided.   Source: the NeXus manual, NXdata, histograms.
void writeHistogram(hid_t group, const TermTable& table, const std::vector<double>& bitsPerDims) {
    HistogramData data;
    data.series.resize(1);
    binShared(data, {bitsPerDims}, 64);
    const Handle histogram = makeGroup(group, "histogram");
    writeText(histogram, "NX_class", "NXdata");
    writeText(histogram, "signal", "density");
    writeTexts(histogram, "axes", {"edges"});
    writeText(histogram, "title", table.setTitle);
    describe(writeReals(histogram, "edges", data.edges), "bits/dim", "bits/dim, bin edges");
    describe(writeReals(histogram, "density", data.series[0].density), "1", "share of images per bits/dim");
}

void writeTermInfos(hid_t group, const std::vector<TermInfo>& columns) {
    std::vector<std::string> labels, kinds;
    std::vector<std::int64_t> levels, steps, members;
    for (const auto& column : columns) {
        labels.push_back(column.label);
        kinds.push_back(toId(column.kind));
        levels.push_back(column.level);
        members.push_back(column.member);
        steps.push_back(column.step);
    }
    writeTexts(group, "term_labels", labels);
    writeTexts(group, "term_kinds", kinds);
    writeInts(group, "term_level", levels);
    writeInts(group, "term_step", steps);
    writeInts(group, "term_member", members);
}

void writeSet(hid_t group, const std::string& id, const std::string& title) {
    writeText(group, "set_id", id);
    writeText(group, "set_title", title);
    // What was kept later comes later, also where clocks are coarse: names alone would sort by digest.
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    writeInt(group, "written_us", std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

void writeKey(hid_t group, const ColumnKey& key) {
    writeText(group, "set_fingerprint", key.set);
    writeTexts(group, "changes", key.fit);
    writeInt(group, "draws", key.draws);
    writeText(group, "draw_rule", toId(key.drawRule));
    writeInt(group, "noise_seed", static_cast<std::int64_t>(key.noiseSeed));
    writeText(group, "noise_by", toId(key.noiseBy));
    writeWeightsId(group, key.weights);
    writeInts(group, "index", key.indices);
    writeContents(group, key.contents);
}

ColumnKey readKey(hid_t group) {
    ColumnKey key;
    const bool keyed = has(group, "set_fingerprint");
    if (keyed) key.set = readText(group, "set_fingerprint");
    key.fit = readTexts(group, "changes");
    key.draws = static_cast<int>(readInt(group, "draws"));
    if (has(group, "draw_rule")) key.drawRule = drawRuleFromId(readText(group, "draw_rule"));
    key.noiseSeed = static_cast<std::uint64_t>(readInt(group, "noise_seed"));
    key.noiseBy = keyed ? noiseByFromId(readText(group, "noise_by")) : NoiseBy::Index;
    key.weights = readWeightsId(group);
    key.indices = readInts(group, "index");
    if (keyed) key.contents = readContents(group);
    if (!key.contents.empty() && key.contents.size() != key.indices.size())
        throw RunFileError("expected the content of each image, found another number");
    return key;
}

std::vector<TermInfo> readTermInfos(hid_t group) {
    const auto labels = readTexts(group, "term_labels");
    const auto kinds = readTexts(group, "term_kinds");
    const auto levels = readInts(group, "term_level");
    const auto steps = readInts(group, "term_step");
    // Files of format 1.0 know no ensembles.
    const auto members = exists(group, "term_member") ? readInts(group, "term_member")
                                                      : std::vector<std::int64_t>(labels.size());
    if (members.size() != labels.size() || kinds.size() != labels.size() || levels.size() != labels.size() ||
        steps.size() != labels.size())
        throw RunFileError("expected as many kinds, levels, steps and members as term labels");
    std::vector<TermInfo> infos;
    for (std::size_t i = 0; i < labels.size(); ++i)
        infos.push_back({labels[i], termKindFromId(kinds[i]), static_cast<int>(levels[i]),
                         static_cast<int>(steps[i]), static_cast<int>(members[i])});
    return infos;
}

TermTable readTermTableOf(hid_t group) {
    TermTable table;
    table.setId = readText(group, "set_id");
    table.setTitle = readText(group, "set_title");
    table.source = readText(group, "source");
    table.role = static_cast<SetRole>(readInt(group, "role"));
    table.shape = readShape(group);
    table.key = readKey(group);
    table.available = readInt(group, "available");
    table.tightness = tightnessFromId(readText(group, "tightness"));
    if (has(group, "trained_on")) table.trainedOn = readInt(group, "trained_on");
    table.synthetic = readBool(group, "synthetic");
    table.secondsPerImage = readReal(group, "seconds_per_image");
    table.columns = readTermInfos(group);
    const auto labels = readInts(group, "label");
    table.labels.assign(labels.begin(), labels.end());
    table.nats = readReals(group, "terms");
    if (table.nats.size() != table.rows() * table.columns.size())
        throw RunFileError("terms of “" + table.setId + "”: expected one value a term and image");
    return table;
}

Measurement readMeasurement(hid_t group) {
    Measurement measurement{.measure = readText(group, "measure"),
                            .setId = readText(group, "set_id"),
                            .setTitle = readText(group, "set_title"),
                            .kind = columnKindFromId(readText(group, "kind")),
                            .tightness = tightnessFromId(readText(group, "tightness")),
                            .key = std::make_shared<const ColumnKey>(readKey(group)),
                            .secondsPerImage = readReal(group, "seconds_per_image")};
    if (has(group, "knows")) measurement.knows = knowledgeFromId(readText(group, "knows"));
    const auto names = readTexts(group, "names"), units = readTexts(group, "units");
    const auto values = readReals(group, "values");
    const auto rows = measurement.key->indices.size();
    if (units.size() != names.size() || values.size() != rows * names.size())
        throw RunFileError(
            fmt::format("{} of “{}”: expected a unit, and one value an image, for each of {} "
                        "columns",
                        measurement.measure, measurement.setTitle, names.size()));
    for (std::size_t c = 0; c < names.size(); ++c) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(c * rows);
        measurement.columns.push_back(
            {names[c], units[c], {first, first + static_cast<std::ptrdiff_t>(rows)}});
    }
    return measurement;
}

/// Calls `visit(group, path)` for every group below that has the attribute.
void walk(hid_t parent, const std::string& path, const char* attribute,
          const std::function<void(hid_t group, const std::string& path)>& visit) {
    for (const auto& child : childrenOf(parent)) {
        const auto id = H5Gopen2(parent, child.c_str(), H5P_DEFAULT);
        if (id < 0) continue;  // a dataset
        const Handle group(id, H5Gclose, child);
        const auto below = fmt::format("{}/{}", path, child);
        if (has(group, attribute))
            visit(group, below);
        else
            walk(group, below, attribute, visit);
    }
}

/// Every group of columns of this format.
void walkColumns(hid_t file, const std::function<void(hid_t group, const std::string& path)>& visit) {
    if (exists(file, layout::kColumns))
        walk(openGroup(file, layout::kColumns), layout::kColumns, kContent, visit);
}

void walkOldTables(hid_t file, const std::function<void(hid_t group, const std::string& path)>& visit) {
    if (exists(file, layout::kOldScores))
        walk(openGroup(file, layout::kOldScores), layout::kOldScores, "set_id", visit);
}

std::string nameOf(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

struct Dated {
    std::int64_t written = 0;
    StoredTerms terms;
};

StoredTerms storedTerms(hid_t group, const std::string& key) {
    const auto array = readInts(group, "index");
    return {.setId = readText(group, "set_id"),
            .setTitle = readText(group, "set_title"),
            .key = key,
            .set = has(group, "set_fingerprint") ? readText(group, "set_fingerprint") : "",
            .rows = static_cast<std::int64_t>(array.size()),
            .available = readInt(group, "available"),
            .draws = static_cast<int>(readInt(group, "draws")),
            .noiseSeed = static_cast<std::uint64_t>(readInt(group, "noise_seed")),
            .weights = readWeightsId(group)};
}

}  // namespace

std::string pathOf(const TermTable& table) {
    return fmt::format("{}/{}/{}", layout::kColumns, table.setId, digestOf(table.key));
}
std::string pathOf(const Measurement& measurement) {
    return fmt::format("{}/{}/{}-{}", layout::kColumns, measurement.setId, digestOf(*measurement.key),
                       measurement.measure);
}

void writeTerms(hid_t file, const TermTable& table) {
    const Handle group = makeGroup(file, pathOf(table));
    writeText(group, kContent, kTerms);
    writeSet(group, table.setId, table.setTitle);
    writeText(group, "source", table.source);
    writeInt(group, "role", static_cast<std::int64_t>(table.role));
    writeInt(group, "channels", table.shape.channels);
    writeInt(group, "height", table.shape.height);
    writeInt(group, "width", table.shape.width);
    writeKey(group, table.key);
    writeInt(group, "available", table.available);
    writeText(group, "tightness", toId(table.tightness));
    writeInt(group, "trained_on", table.trainedOn);
    writeBool(group, "synthetic", table.synthetic);
    writeReal(group, "seconds_per_image", table.secondsPerImage);
    writeTermInfos(group, table.columns);
    writeInts(group, "label", {table.labels.begin(), table.labels.end()});
    const auto rows = static_cast<std::int64_t>(table.rows());
    const auto terms = static_cast<std::int64_t>(table.columns.size());
    describe(writeReals(group, "terms", table.nats, {rows, terms}), "nats", "terms of log P(x)");
    const auto bits = table.bitsPerDims();
    describe(writeReals(group, "bits_per_dim", bits), "bits/dim", "bits/dim, " + toText(table.tightness));
    writeText(group, "NX_class", "NXentry");
    writeText(group, "default", "histogram");
    writeHistogram(group, table, bits);
}

void writeMeasurement(hid_t file, const Measurement& measurement) {
    const Handle group = makeGroup(file, pathOf(measurement));
    writeText(group, kContent, kMeasurement);
    writeSet(group, measurement.setId, measurement.setTitle);
    writeKey(group, *measurement.key);
    writeText(group, "measure", measurement.measure);
    writeText(group, "kind", toId(measurement.kind));
    writeText(group, "tightness", toId(measurement.tightness));
    writeReal(group, "seconds_per_image", measurement.secondsPerImage);
    writeText(group, "knows", toId(measurement.knows));
    std::vector<std::string> names, units;
    for (const auto& column : measurement.columns) {
        names.push_back(column.name);
        units.push_back(column.unit);
    }
    writeTexts(group, "names", names);
    writeTexts(group, "units", units);
    const auto rows = static_cast<std::int64_t>(measurement.key->indices.size());
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(rows) * names.size());
    for (const auto& column : measurement.columns)
        values.insert(values.end(), column.values.begin(), column.values.end());
    describe(writeReals(group, "values", values, {static_cast<std::int64_t>(names.size()), rows}), "",
             measurement.measure + ", a row for each of names");
}

std::vector<StoredTerms> storedTermsOf(hid_t file) {
    std::vector<Dated> found;
    walkOldTables(file, [&](hid_t group, const std::string&) {
        found.push_back({0, storedTerms(group, kOldKey)});
    });
    walkColumns(file, [&](hid_t group, const std::string& path) {
        if (readText(group, kContent) == kTerms)
            found.push_back({readInt(group, "written_us"), storedTerms(group, nameOf(path))});
    });
    std::stable_sort(found.begin(), found.end(),
                     [](const Dated& a, const Dated& b) { return a.written < b.written; });
    std::vector<StoredTerms> terms;
    for (auto& one : found) terms.push_back(std::move(one.terms));
    return terms;
}

TermTable readTerms(hid_t file, const std::string& setId, const std::string& key) {
    const auto where = key == kOldKey ? fmt::format("{}/{}", layout::kOldScores, setId)
                                      : fmt::format("{}/{}/{}", layout::kColumns, setId, key);
    if (!exists(file, where))
        throw RunFileError(fmt::format("expected terms of “{}” under the key {}, found none", setId, key));
    return readTermTableOf(openGroup(file, where));
}

std::vector<Measurement> readMeasurementsOf(hid_t file, const std::string& setId) {
    std::vector<std::pair<std::int64_t, Measurement>> found;
    walkColumns(file, [&](hid_t group, const std::string&) {
        if (readText(group, kContent) != kMeasurement) return;
        if (!setId.empty() && readText(group, "set_id") != setId) return;
        found.emplace_back(readInt(group, "written_us"), readMeasurement(group));
    });
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Measurement> measurements;
    for (auto& one : found) measurements.push_back(std::move(one.second));
    return measurements;
}

void moveOldTables(hid_t from, hid_t to) {
    walkOldTables(from, [&](hid_t group, const std::string&) {
        const auto table = readTermTableOf(group);
        if (!exists(to, pathOf(table))) writeTerms(to, table);
    });
}

void writeWeightsId(hid_t group, const WeightsId& weights) {
    writeText(group, "weights_digest", weights.digest);
    writeInt(group, "weights_step", weights.step);
}

WeightsId readWeightsId(hid_t group) {
    if (!has(group, "weights_digest")) return {};
    return {readText(group, "weights_digest"), readInt(group, "weights_step")};
}

void writeContents(hid_t group, const std::vector<std::uint64_t>& contents) {
    writeInts(group, "content", {contents.begin(), contents.end()});
}

std::vector<std::uint64_t> readContents(hid_t group) {
    const auto stored = readInts(group, "content");
    return {stored.begin(), stored.end()};
}

bool readBool(hid_t object, const std::string& name) {
    const auto value = readOption(object, name);
    const auto* flag = std::get_if<bool>(&value);
    return flag && *flag;
}

ImageShape readShape(hid_t group) {
    return {static_cast<int>(readInt(group, "channels")), static_cast<int>(readInt(group, "height")),
            static_cast<int>(readInt(group, "width"))};
}

}  // namespace nescio
