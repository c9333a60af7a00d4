#include "core/analysis/detection_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/analysis/detection_curves.h"
#include "core/analysis/evaluated.h"
#include "core/analysis/threshold_table.h"
#include "core/scores/delong.h"
#include "core/scores/detection_figures.h"
#include "core/scores/holm.h"
#include "core/scores/rankable.h"
#include "core/values/number_text.h"

namespace nescio {
namespace {

/// Every figure but the AUROC, which has its interval in columns of its own.
void addFigures(TableBuilder& table, const RocResult& roc) {
    for (const auto& figure : detectionFigures())
        if (figure.interval != &RocResult::auroc)
            table.number(figure.title, "", (roc.*figure.interval).value);
}

/// The area of a score on a set under every seed that has one, the first run's among them.
std::vector<double> areasOver(const std::vector<Detection>& seeds, const DetectedScore& score,
                              std::size_t set) {
    std::vector<double> areas{score.sets[set].roc.auroc.value};
    for (const auto& detection : seeds)
        for (const auto& other : detection.scores)
            if (other.kind.id == score.kind.id && other.sets[set].problem.empty())
                areas.push_back(other.sets[set].roc.auroc.value);
    return areas;
}

void addSeeds(TableBuilder& table, const std::vector<double>& areas) {
    const auto mean = meanOf(areas);
    const auto n = static_cast<double>(areas.size());
    table.number("AUROC, mean over seeds", "", mean.value)
        .number("AUROC, deviation over seeds", "", mean.standardError * std::sqrt(n))
        .number("seeds", "", n);
}

void addRow(TableBuilder& table, const DetectionInput& input, const DetectedScore& score, std::size_t set) {
    const auto& roc = score.sets[set].roc;
    table.word("OOD set", input.out[set].terms->setTitle)
        .word("score", score.kind.id)
        .word("title", score.kind.title)
        .number("AUROC", "", roc.auroc.value)
        .number("AUROC, low", "", roc.auroc.low)
        .number("AUROC, high", "", roc.auroc.high)
        .word("knows", toText(score.kind.knows))
        .word("from", score.inputs)
        .number("time", "ms an image", 1000 * score.secondsPerImage)
        .number("images together", "", static_cast<double>(score.kind.images))
        .number("n in", "", static_cast<double>(roc.nIn))
        .number("n OOD", "", static_cast<double>(roc.nOut))
        .number("NaN left out", "", static_cast<double>(roc.nanIn + roc.nanOut));
    addFigures(table, roc);
}

ResultTable mainTable(const DetectionInput& input, const Detection& detection,
                      const std::vector<Detection>& seeds) {
    TableBuilder table("detection", fmt::format("Scores against {}", input.in.terms->setTitle));
    for (std::size_t set = 0; set < input.out.size(); ++set)
        for (const auto* score : bestFirst(detection, set)) {
            addRow(table, input, *score, set);
            if (!seeds.empty()) addSeeds(table, areasOver(seeds, *score, set));
        }
    return table.done();
}

/// What others found of the pairs at hand, beside ours.
ResultTable claimTable(const DetectionInput& input, const Detection& detection) {
    TableBuilder table("claims", "What others found, beside ours");
    const auto in = familyOf(input.in.terms->setId);
    for (std::size_t set = 0; set < input.out.size(); ++set)
        for (const auto& score : detection.scores)
            for (const auto& claim : score.kind.claims) {
                if (claim.in != in || claim.out != familyOf(input.out[set].terms->setId)) continue;
                const bool known = score.sets[set].problem.empty();
                table.word("OOD set", input.out[set].terms->setTitle)
                    .word("score", score.kind.id)
                    .number("theirs", "AUROC", claim.auroc)
                    .word("what", claim.what)
                    .word("evidence", claim.evidence)
                    .number(
                        "ours", "AUROC",
                        known ? score.sets[set].roc.auroc.value : std::numeric_limits<double>::quiet_NaN())
                    .word("source", score.kind.source);
            }
    return table.done();
}

/// Why something is missing, with all scores that it keeps away.
class Reasons {
  public:
    void add(const std::string& score, const std::string& of, std::string why) {
        const auto head = fmt::format("score {}: ", score);
        if (why.starts_with(head)) why.erase(0, head.size());
        for (auto& reason : m_reasons)
            if (reason.of == of && reason.why == why) return reason.scores.push_back(score);
        m_reasons.push_back({of, why, {score}});
    }
    /// One row a reason.
    [[nodiscard]] ResultTable table() const {
        TableBuilder table("missing", "Scores that could not be had");
        for (const auto& reason : m_reasons)
            table.word("scores", fmt::format("{}", fmt::join(reason.scores, ", ")))
                .word("of", reason.of)
                .word("why", reason.why);
        return table.done();
    }

  private:
    struct Reason {
        std::string of, why;
        std::vector<std::string> scores;
    };
    std::vector<Reason> m_reasons;
};

void addNoThresholds(Reasons& reasons, const DetectionInput& input, const Detection& detection,
                     const std::vector<DetectedThreshold>& thresholds) {
    if (!input.reference)
        return reasons.add("thresholds", "all sets",
                           "expected training images to set them on, found none; give some (--reference)");
    for (std::size_t i = 0; i < thresholds.size(); ++i)
        if (!thresholds[i].threshold && detection.scores[i].problem.empty())
            reasons.add(detection.scores[i].kind.id, "its threshold", thresholds[i].calibration.noThreshold);
}

ResultTable missingTable(const DetectionInput& input, const Detection& detection,
                         const std::vector<DetectedThreshold>& thresholds) {
    Reasons reasons;
    for (const auto& score : detection.scores) {
        if (!score.problem.empty()) reasons.add(score.kind.id, "all sets", score.problem);
        for (std::size_t set = 0; set < score.sets.size() && score.problem.empty(); ++set)
            if (!score.sets[set].problem.empty())
                reasons.add(score.kind.id, input.out[set].terms->setTitle, score.sets[set].problem);
    }
    addNoThresholds(reasons, input, detection, thresholds);
    return reasons.table();
}

/// What other scores of single images are held against: raw likelihood, else the first asked for. Chosen
/// before the numbers are seen: a test against the best of them would count its luck as skill.
const DetectedScore* baseline(const Detection& detection, std::size_t set) {
    const DetectedScore* first = nullptr;
    for (const auto& score : detection.scores) {
        if (!score.sets[set].problem.empty() || score.kind.images > 1) continue;
        if (score.kind.id == "likelihood") return &score;
        if (!first) first = &score;
    }
    return first;
}

ResultTable pairedTable(const DetectionInput& input, const Detection& detection) {
    TableBuilder table("paired",
                       "Against raw likelihood on the same images: paired DeLong test, Holm-corrected");
    std::vector<double> chances;
    for (std::size_t set = 0; set < input.out.size(); ++set) {
        const auto* base = baseline(detection, set);
        for (const auto* score : bestFirst(detection, set)) {
            if (score == base || score->kind.images > 1) continue;
            const auto test =
                delongPaired({score->in, score->sets[set].values}, {base->in, base->sets[set].values});
            table.word("OOD set", input.out[set].terms->setTitle)
                .word("score", score->kind.id)
                .word("against", base->kind.id)
                .number("difference", "AUROC", test.difference)
                .number("standard error", "AUROC", test.standardError)
                .number("z", "", test.z)
                .number("p", "", test.p);
            chances.push_back(test.p);
        }
    }
    for (const double adjusted : holmAdjusted(chances)) table.number("p, Holm", "", adjusted);
    return table.done();
}

/// Whose the numbers are: which images of each set, how tight, of which step, and what two sets share.
void addWhose(ExperimentResult& result, const DetectionInput& input) {
    const auto& in = *input.in.terms;
    const auto say = [&](const TermTable& table, const char* what) {
        result.findings.push_back(
            fmt::format("{}: {}, {}; {}; {}.", what, table.setTitle,
                        shareText(static_cast<std::int64_t>(table.rows()), table.available), table.words(),
                        weightsWords(table.key.weights)));
    };
    const auto remark = [&](const TermTable& other) {
        for (const auto& words : remarksOn(in.key, in.setTitle, other.key, other.setTitle))
            result.findings.push_back(words + ".");
    };
    say(in, "In-distribution");
    for (const auto& out : input.out) {
        say(*out.terms, "OOD");
        remark(*out.terms);
    }
    if (!input.reference) return;
    const auto& reference = *input.reference->terms;
    say(reference, "Fitted on");
    remark(reference);
    for (const auto& out : input.out)
        if (const auto shared = sharedImages(out.terms->key.contents, reference.key.contents);
            10 * shared > static_cast<std::int64_t>(out.rows()))
            result.findings.push_back(
                fmt::format("{} of {} images of {} are in {}, which scores are fitted on: "
                            "areas against it say nothing.",
                            countText(shared), countText(static_cast<std::int64_t>(out.rows())),
                            out.terms->setTitle, reference.setTitle));
}

/// "MNIST test against …: best complexity_png .95 [.94, .96] (knows nothing); −log p .08 […]".
std::string findingOf(const DetectionInput& input, const Detection& detection, std::size_t set) {
    const auto ranked = bestFirst(detection, set);
    const auto& out = input.out[set].terms->setTitle;
    if (ranked.empty()) return fmt::format("{}: no score could be had.", out);
    const auto words = [&](const DetectedScore& score) {
        return fmt::format("{} {} (knows: {})", score.kind.id, intervalText(score.sets[set].roc.auroc),
                           toText(score.kind.knows));
    };
    auto text =
        fmt::format("{} against {}: highest AUROC {}", out, input.in.terms->setTitle, words(*ranked[0]));
    for (const auto* score : ranked)
        if (score->kind.id == "likelihood" && score != ranked[0])
            text += fmt::format("; raw likelihood {}", intervalText(score->sets[set].roc.auroc));
    return text + ".";
}

/// What was left out of a set by any score, once.
void addLeftOut(ExperimentResult& result, const DetectionInput& input, const Detection& detection) {
    const auto add = [&](const DetectedScore& score, std::size_t nan, std::size_t of,
                         const std::string& title) {
        const auto words = leftOutWords(nan, of, title);
        const bool said =
            std::any_of(result.findings.begin(), result.findings.end(),
                        [&](const auto& finding) { return finding.find(words) != std::string::npos; });
        if (!words.empty() && !said)
            result.findings.push_back(fmt::format("{}: {}.", score.kind.title, words));
    };
    for (const auto& score : detection.scores)
        for (std::size_t set = 0; set < score.sets.size(); ++set) {
            if (!score.sets[set].problem.empty()) continue;
            const auto& roc = score.sets[set].roc;
            add(score, roc.nanIn, score.in.size(), input.in.terms->setTitle);
            add(score, roc.nanOut, score.sets[set].values.size(), input.out[set].terms->setTitle);
        }
}

}  // namespace

ExperimentResult resultOf(const DetectionInput& input, const Detection& detection,
                          const std::vector<DetectedThreshold>& thresholds,
                          const std::vector<Detection>& otherSeeds) {
    ExperimentResult result;
    for (std::size_t set = 0; set < input.out.size(); ++set) {
        result.findings.push_back(findingOf(input, detection, set));
        result.figures.push_back(detectionCurves(input, detection, set));
    }
    addLeftOut(result, input, detection);
    addWhose(result, input);
    if (auto words = splitWords(input); !words.empty()) result.findings.push_back(std::move(words));
    for (auto& table : {mainTable(input, detection, otherSeeds), pairedTable(input, detection),
                        thresholdTable(input, thresholds), claimTable(input, detection),
                        missingTable(input, detection, thresholds)})
        if (table.rows() > 0) result.tables.push_back(table);
    return result;
}

}  // namespace nescio
