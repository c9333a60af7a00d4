// Sums of some terms of every image: what most scores begin with.
#pragma once

#include <functional>
#include <vector>

#include "core/values/term_table.h"

namespace nescio {

/// Minus each value.
std::vector<double> negated(std::vector<double> values);

/// The sum of the terms that `takes` picks, one value a row.   Units: nats.
std::vector<double> sumOfTerms(const TermTable& table, const std::function<bool(const TermInfo&)>& takes);

/// Levels of a multi-scale model, 0 where it has none; members of an ensemble, likewise.
int levelsOf(const std::vector<TermInfo>& terms);
int membersOf(const std::vector<TermInfo>& terms);

/// Whether a single model has terms of a kind: an ensemble's are those of its members.
bool hasOwn(const std::vector<TermInfo>& terms, TermKind kind);

}  // namespace nescio
