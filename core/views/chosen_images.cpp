#include "core/views/chosen_images.h"

#include <algorithm>

#include "core/values/csv.h"
#include "core/values/failure.h"
#include "core/views/columns_of_set.h"

namespace nescio {
namespace {

/// Adds one image to what is gathered so far.
void take(GatheredImages& all, const ChosenPart& part, std::int64_t index) {
    const auto& from = *part.images;
    if (all.set.count == 0) all.set.shape = from.shape;
    if (from.shape != all.set.shape) {
        ++all.otherShape;
        return;
    }
    const auto place = index - part.first;
    all.set.bytes.append(from.image(place));
    if (!from.labels.empty()) all.set.labels.push_back(from.labels[static_cast<std::size_t>(place)]);
    all.set.synthetic = all.set.synthetic || from.synthetic;
    ++all.set.count;
}

}  // namespace

PartColumns columnsOf(const ChosenPart& part, const std::string& run) {
    PartColumns all;
    if (!part.table) return all;
    const ColumnsOfSet known(part.table, run);
    for (const auto& column : known.columns()) try {
            all.byName[column.name] = {column.unit, known.values(column.name)};
        } catch (const UnsupportedError&) {
            // measured of other images of the set
        }
    return all;
}

GatheredImages gathered(const std::vector<ChosenPart>& parts, const std::string& name) {
    GatheredImages all;
    all.set.title = name;
    for (const auto& part : parts)
        for (const auto index : part.indices) {
            if (atHand(part, index))
                take(all, part, index);
            else
                ++all.notAtHand;
        }
    if (all.set.count == 0)
        throw DataError("expected chosen images that are at hand, found none; load their sets first");
    if (static_cast<std::int64_t>(all.set.labels.size()) != all.set.count) all.set.labels.clear();
    all.set.available = all.set.count;
    all.set.source = "chosen";
    return all;
}

std::string columnsCsv(const std::vector<ChosenPart>& parts, const std::string& run) {
    std::vector<PartColumns> columns;
    std::vector<std::string> names;
    for (const auto& part : parts) {
        columns.push_back(columnsOf(part, run));
        for (const auto& [name, values] : columns.back().byName)
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::vector<std::string> header{"set", "index", "label"};
    header.insert(header.end(), names.begin(), names.end());
    CsvText csv(header);
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const auto& part = parts[p];
        std::size_t row = 0;
        const auto known = part.table ? part.table->key.indices : std::vector<std::int64_t>();
        for (const auto index : part.indices) {
            while (row < known.size() && known[row] < index) ++row;
            const bool scored = row < known.size() && known[row] == index;
            const bool labelled = atHand(part, index) && !part.images->labels.empty();
            std::vector<std::string> cells{
                part.id, std::to_string(index),
                labelled ? className(*part.images,
                                     part.images->labels[static_cast<std::size_t>(index - part.first)])
                         : ""};
            for (const auto& name : names) {
                const auto values = columns[p].byName.find(name);
                cells.push_back(scored && values != columns[p].byName.end()
                                    ? numberText(values->second.values[row])
                                    : "");
            }
            csv.addRow(cells);
        }
    }
    return csv.text();
}

}  // namespace nescio
