// What looks wrong with a column from elsewhere, each with the number that speaks for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/scores/imported.h"

namespace nescio {

/// What is looked at.
struct AuditInput {
    const ImportedColumns& imported;
    std::size_t column = 0;
    const TermTable& images;                       ///< what the run says of the same images, row by row
    const std::vector<Measurement>& others;        ///< what was imported before, of any set
    std::optional<ScoreDirection> direction = {};  ///< where the column is to be a score
};

/// One suspicion.
struct AuditFinding {
    std::string id;        ///< lower_snake: "unit", "sign", "ties"
    std::string sentence;  ///< what was expected, what was found, what to do
    double evidence = 0;   ///< the number in it that tells
};

/// nan, infinite: values that are not finite, counted. constant; ties: few distinct values, as of a score
/// that was thresholded or rounded, and what AUROC can lose by it. unit: the ratio to log p of the same
/// images is that of another unit than the column says (bits, values per dimension). other_unit: another one
/// than the same column of another set has. sign: the order of log p itself, where a score should have that
/// of −log p. copy: values of another set, row by row. left_out: rows of images that the run has not scored.
/// changed: the run saw the images resized or otherwise changed. ood_labels: it was told out-of-distribution
/// images.
std::vector<AuditFinding> audited(const AuditInput& input);

}  // namespace nescio
