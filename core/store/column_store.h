// Columns inside an open run file: the terms of sets and what else is known of images, each under its key.
// Files of format 1 kept one table a set and no key; their tables are read as what was never recorded.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/hdf5.h"
#include "core/values/measurement.h"
#include "core/values/run.h"
#include "core/values/term_table.h"

namespace nescio {

/// Where a table or measurement lies in a run file, by its key.
std::string pathOf(const TermTable& table);
std::string pathOf(const Measurement& measurement);

/// Requires: nothing lies there.
void writeTerms(hid_t file, const TermTable& table);
void writeMeasurement(hid_t file, const Measurement& measurement);

/// All tables, oldest first.
std::vector<StoredTerms> storedTermsOf(hid_t file);
/// Throws: RunFileError where there is no such table, or it is damaged.
TermTable readTerms(hid_t file, const std::string& setId, const std::string& key);
/// All measurements of a set, or of all sets where it is "", oldest first.
std::vector<Measurement> readMeasurementsOf(hid_t file, const std::string& setId);

/// Writes the tables of a file of format 1 as tables of this format.
void moveOldTables(hid_t from, hid_t to);

void writeWeightsId(hid_t group, const WeightsId& weights);
/// Not known where the group says nothing.
WeightsId readWeightsId(hid_t group);

/// The dataset “content”: of each image, what its bytes are.
void writeContents(hid_t group, const std::vector<std::uint64_t>& contents);
std::vector<std::uint64_t> readContents(hid_t group);

bool readBool(hid_t object, const std::string& name);
ImageShape readShape(hid_t group);

}  // namespace nescio
