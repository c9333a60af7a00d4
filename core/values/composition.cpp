#include "core/values/composition.h"

#include "core/values/failure.h"

namespace nescio {

std::string toId(CompositionKind kind) {
    switch (kind) {
        case CompositionKind::Formula:
            return "formula";
        case CompositionKind::Mixture:
            return "mixture";
        case CompositionKind::Logistic:
            break;
    }
    return "logistic";
}

CompositionKind compositionKindFromId(const std::string& id) {
    for (const auto kind : {CompositionKind::Formula, CompositionKind::Mixture, CompositionKind::Logistic})
        if (toId(kind) == id) return kind;
    throw RunFileError("composition: expected “formula”, “mixture” or “logistic”, found “" + id + "”");
}

}  // namespace nescio
