#include "core/analysis/run_scores.h"

#include "core/scores/composition.h"
#include "core/store/run_file.h"

namespace nescio {

std::vector<ScoreKind> scoresOf(const std::vector<Composition>& compositions,
                                const std::vector<TermInfo>& terms) {
    auto scores = scoresFor(terms);
    for (const auto& composition : compositions) scores.push_back(composedScore(composition));
    return scores;
}

std::vector<ScoreKind> scoresOf(const std::filesystem::path& run, const std::vector<TermInfo>& terms) {
    return run.empty() || !holdsRun(run) ? scoresFor(terms) : scoresOf(readCompositions(run), terms);
}

ScoreKind scoreNamed(const std::filesystem::path& run, const std::string& id,
                     const std::vector<TermInfo>& terms) {
    return scoreAmong(scoresOf(run, terms), id);
}

}  // namespace nescio
