// Brings one number an image from another program into a run, audited.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/scores/audit.h"
#include "core/scores/imported.h"
#include "core/values/composition.h"
#include "core/values/term_table.h"

namespace nescio {

struct ImportOrder {
    std::filesystem::path run, file;
    std::string set;                               ///< a scored set, as the run file calls it
    std::string name = {};                         ///< "": the file's own
    std::vector<std::string> columns = {};         ///< none: all
    std::string unit = {};                         ///< of columns whose heading has none
    std::optional<ScoreDirection> direction = {};  ///< keeps the columns as scores, too
    Knowledge knows = Knowledge::Nothing;          ///< what made the values was told
    bool replace = false;                          ///< other columns of this name and set may go
    std::string replacedBy = "--force";  ///< what the asker calls that, for the sentence that refuses
};

/// What an import brought, and what is wrong with it.
struct ImportReport {
    ImportedColumns imported;
    TermTable images;                                 ///< what the run says of them
    std::int64_t rows = 0;                            ///< of the file
    std::vector<std::string> remarks;                 ///< on the file
    std::vector<std::vector<AuditFinding>> findings;  ///< of each column
    std::vector<Composition> scores, former;          ///< kept now; what the run had before
};

/// Reads, matches, audits and keeps.   Throws: OptionError for a set, column, name or unit that is none;
/// DataError for the file; RunFileError.
ImportReport importColumns(const ImportOrder& order);

}  // namespace nescio
