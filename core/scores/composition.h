// Scores that a person writes, as scores like all others.
#pragma once

#include <string>
#include <vector>

#include "core/scores/named_columns.h"
#include "core/scores/score.h"

namespace nescio {

/// A formula that makes sense of these columns, ready to be kept: its unit, what it reads, and what that was
/// told. An empty title becomes the formula.
/// Throws: OptionError for an id that is none or that a registered score has, and as Formula.
Composition composedFormula(const std::string& id, const std::string& title, const std::string& formula,
                            const std::vector<TermInfo>& terms, const std::vector<MeasuredName>& measured);

/// Throws: OptionError unless the id is lower_snake, at most 60 characters and of no registered score.
void requireNewId(const std::string& id, const std::vector<TermInfo>& terms);
/// The same, and not one that imported columns have.
void requireOwnId(const std::string& id, const std::vector<TermInfo>& terms);

/// The score itself, of any kind of composition. It applies to terms that have all names it reads beside the
/// measured ones.
ScoreKind composedScore(const Composition& composition);

/// What a composition's score has whatever its kind: all but how it is fitted, evaluated and asked for.
ScoreKind scoreReading(const Composition& composition);

}  // namespace nescio
