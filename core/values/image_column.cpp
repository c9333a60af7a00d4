#include "core/values/image_column.h"

#include "core/values/failure.h"

namespace nescio {

std::string toId(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::Term:
            return "term";
        case ColumnKind::ScoreInput:
            return "score_input";
        case ColumnKind::ModelFree:
            return "model_free";
        case ColumnKind::Imported:
            break;
    }
    return "imported";
}

ColumnKind columnKindFromId(const std::string& id) {
    for (const auto kind :
         {ColumnKind::Term, ColumnKind::ScoreInput, ColumnKind::ModelFree, ColumnKind::Imported})
        if (toId(kind) == id) return kind;
    throw RunFileError("column: expected term, score_input, model_free or imported, found “" + id + "”");
}

}  // namespace nescio
