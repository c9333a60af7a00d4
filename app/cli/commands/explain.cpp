// explain: where the likelihood of single images comes from, term by term.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_choice.h"
#include "app/cli/json_values.h"
#include "app/cli/settings.h"
#include "core/scores/rank.h"
#include "core/scores/rankable.h"
#include "core/store/run_file.h"
#include "core/values/failure.h"
#include "datasets/fit.h"

namespace nescio::commands::explain {
namespace {

struct Options {
    std::string run;
    std::vector<std::string> images;
    DataSettings reading;
    ScoreSettings scoring;
    ComputeSettings compute;
};

/// What an image is ranked among: the scored training set, else another split of its family.
struct Reference {
    std::string title;
    std::vector<double> nats;  ///< NaN among them
};

std::optional<Reference> findReference(const std::string& run, const FrozenModel& model) {
    std::optional<Reference> best;
    for (const auto& id : evaluatedSets(model.run())) {
        const TermTable table = readTermTable(run, id);
        // A rank among numbers of other weights would say nothing.
        if (table.key.weights != model.run().weights) continue;
        if (table.role != SetRole::Train && (table.role != SetRole::Test || best)) continue;
        best = Reference{table.setTitle, table.logLikelihoods()};
        if (table.role == SetRole::Train) break;
    }
    return best;
}

std::string rankWords(const Reference& reference, double nats) {
    const auto rank = rankAmong(reference.nats, nats);
    if (!rank) return fmt::format("no rank among {}: NaN cannot be compared", reference.title);
    const auto leftOut = leftOutWords(rank->nan, reference.nats.size(), reference.title);
    return fmt::format("{:.1f} % of {} (n = {}) are less likely{}", 100 * rank->shareBelow, reference.title,
                       rank->n, leftOut.empty() ? "" : "; " + leftOut);
}

Json breakdownJson(const Image& image, const Breakdown& breakdown,
                   const std::optional<Reference>& reference) {
    Json terms = Json::array();
    for (const auto& [info, nats, perPixel] : breakdown.terms) {
        Json term = {{"label", info.label}, {"kind", toId(info.kind)}, {"level", info.level},
                     {"step", info.step},   {"member", info.member},   {"nats", nats}};
        if (perPixel) term["per_pixel_nats"] = perPixel->nats;
        terms.push_back(std::move(term));
    }
    const double total = breakdown.totalNats();
    Json json = {{"source", image.source},
                 {"changes", image.changes},
                 {"tightness", toId(breakdown.tightness)},
                 {"draws", breakdown.draws},
                 {"bits_per_dim", bitsPerDim(total, image.shape.dims())},
                 {"total_nats", total},
                 {"density_nats", breakdown.densityNats()},
                 {"volume_nats", breakdown.volumeNats()},
                 {"scaling_nats", breakdown.scalingNats()},
                 {"terms", std::move(terms)},
                 {"rank", nullptr}};
    if (const auto rank = reference ? rankAmong(reference->nats, total) : std::nullopt)
        json["rank"] = {{"share_less_likely", rank->shareBelow},
                        {"reference", reference->title},
                        {"n", rank->n},
                        {"nan", rank->nan}};
    return json;
}

void sayBreakdown(const Image& image, const Breakdown& breakdown, const std::optional<Reference>& reference,
                  const Console& console) {
    const auto bits = [&](double nats) {
        return fmt::format("{:.3f}", bitsPerDim(nats, image.shape.dims()) + 0.0);  // no "-0"
    };
    const auto row = [&](const std::string& label, double nats) {
        return std::vector<std::string>{label, fmt::format("{:.1f}", nats), bits(nats)};
    };
    console.say(image.source);
    for (const auto& change : image.changes) console.say("  " + change);
    std::vector<std::vector<std::string>> rows{{"term", "nats", "bits/dim"}};
    for (const auto& term : breakdown.terms) rows.push_back(row(term.info.label, term.nats));
    const auto isVolumeTerm = [](const Term& term) { return isVolume(term.info.kind); };
    if (std::any_of(breakdown.terms.begin(), breakdown.terms.end(), isVolumeTerm)) {
        rows.push_back(row("density (priors)", breakdown.densityNats()));
        rows.push_back(row("volume (log-determinants)", breakdown.volumeNats()));
    }
    rows.push_back(row("total, log p(x)", breakdown.totalNats()));
    console.say(tableText(rows));
    console.say(toText(breakdown.tightness, breakdown.drawRule, breakdown.draws));
    if (reference) console.say(rankWords(*reference, breakdown.totalNats()));
}

int run(const Options& options, Console& console) {
    const auto model = loadModel(options.run, options.compute);
    const auto reference = findReference(options.run, *model);
    Json json = {{"command", "explain"}, {"run", options.run}, {"images", Json::array()}};
    for (const auto& what : options.images) {
        const auto chosen = chooseImage(what, console, options.reading.round);
        if (!chosen) return console.stopped("Nothing was kept.");
        const Image image = fitToShape(*chosen, model->shape());
        const Breakdown breakdown = model->explain(image, options.scoring.options());
        json["images"].push_back(breakdownJson(image, breakdown, reference));
        sayBreakdown(image, breakdown, reference, console);
    }
    console.result(json);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("image", options->images, "Images: files, or DATASET#index such as mnist/t10k#0")
        ->required();
    options->reading.declare(app);
    options->scoring.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {
        .name = "explain", .help = "Break the likelihood of images down into its terms", .declare = declare};
}

}  // namespace nescio::commands::explain
