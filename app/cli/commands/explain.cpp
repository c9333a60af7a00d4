// explain: why a model finds an image likely: its likelihood term by term, and every number that speaks of
// it.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/account_json.h"
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/experiment_output.h"
#include "app/cli/image_choice.h"
#include "app/cli/json_values.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/settings.h"
#include "core/analysis/image_account/account_result.h"
#include "core/analysis/image_account/image_account.h"
#include "core/models/load_model.h"
#include "core/scores/rank.h"
#include "core/values/failure.h"
#include "datasets/fit.h"

namespace nescio::commands::explain {
namespace {

struct Options {
    std::string run;
    std::vector<std::string> images;
    std::string versus;
    std::string train;  // empty: where the run says
    std::string background, local, general;
    int nearest = 5;
    OutputSettings out;
    DataSettings reading;
    ScoreSettings scoring;
    ComputeSettings compute;
};

/// What an image is ranked among: the scored training set, else another split of its family.
struct Reference {
    std::string title;
    std::vector<double> nats;  ///< NaN among them
};

using Tables = std::vector<std::shared_ptr<const TermTable>>;

std::optional<Reference> findReference(const Tables& tables, const FrozenModel& model) {
    std::optional<Reference> best;
    for (const auto& table : tables) {
        // A rank among numbers of other weights would say nothing.
        if (table->key.weights != model.run().weights) continue;
        if (table->role != SetRole::Train && (table->role != SetRole::Test || best)) continue;
        best = Reference{table->setTitle, table->logLikelihoods()};
        if (table->role == SetRole::Train) break;
    }
    return best;
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

void sayAccount(const ImageAccount& account, const Console& console) {
    const auto& image = account.image;
    const auto& breakdown = account.breakdown;
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
    const auto sentences = sentencesOf(account);  // the first is what the table has said
    for (std::size_t i = 1; i < sentences.size(); ++i) console.say(sentences[i]);
}

/// What the whole command works with.
struct Explained {
    std::shared_ptr<const FrozenModel> model;
    AccountInput input;
    std::optional<ImageSet> training;
    std::optional<Reference> reference;
};

/// false when stopped.
bool addTraining(const Options& options, Explained& with, Console& console) {
    if (options.nearest == 0) return true;
    const auto& spec = with.model->run().spec;
    try {
        with.training = loadData(options.train.empty() ? spec.trainData : options.train, spec.trainLimit,
                                 console, spec.limitRule, true);  // agreed to when it was trained on
        if (!with.training) return false;
        if (with.training->shape != with.model->shape())
            with.training = fitToShape(*with.training, with.model->shape());
        with.input.training = &*with.training;
    } catch (const DataError& error) {
        if (!options.train.empty()) throw;
        with.input.whyNoTraining = error.what();
    }
    return true;
}

std::map<std::string, std::string> givenRuns(const Options& options) {
    std::map<std::string, std::string> given{
        {"background", options.background}, {"local", options.local}, {"general", options.general}};
    std::erase_if(given, [](const auto& one) { return one.second.empty(); });
    return given;
}

/// false when stopped.
bool prepare(const Options& options, Explained& with, Console& console) {
    with.model = loadModel(options.run, options.compute);
    auto& input = with.input;
    input.model = with.model.get();
    input.tables = tablesOf(with.model->run());
    const auto load = [&](const std::string& file) { return loadFrozenModel(file, options.compute.device); };
    input.seconds = secondsOf(with.model->run(), givenRuns(options), load, input.notes);
    input.nearest = options.nearest;
    input.evaluation = options.scoring.options();
    input.stop = console.stopToken();
    with.reference = findReference(input.tables, *with.model);
    return addTraining(options, with, console);
}

/// nullopt when stopped.
std::optional<ImageAccount> accountOfChosen(const Options& options, const std::string& what,
                                            const Explained& with, Console& console) {
    const auto chosen = chooseImage(what, console, options.reading.round);
    if (!chosen) return std::nullopt;
    const Image image = fitToShape(*chosen, with.model->shape());
    ProgressBoard board;
    auto input = with.input;
    input.board = &board;
    return console.watch(board, [&] { return accountOf(input, image); });
}

void requireSense(const Options& options) {
    if (options.out.path.empty()) return;
    if (options.images.size() > 1)
        throw OptionError(fmt::format("--out {}: expected one image, found {}; explain them one by one",
                                      options.out.path, options.images.size()));
    requireResultOutputs(options.out);
}

int run(const Options& options, Console& console) {
    requireSense(options);
    Explained with;
    if (!prepare(options, with, console)) return console.stopped("Nothing was kept.");
    std::optional<ImageAccount> versus;
    if (!options.versus.empty()) {
        versus = accountOfChosen(options, options.versus, with, console);
        if (!versus) return console.stopped("Nothing was kept.");
    }
    Json json = {{"command", "explain"}, {"run", options.run}, {"images", Json::array()}};
    for (const auto& what : options.images) {
        const auto account = accountOfChosen(options, what, with, console);
        if (!account) return console.stopped("Nothing was kept.");
        auto entry = breakdownJson(account->image, account->breakdown, with.reference);
        entry["account"] = toJson(*account);
        entry["versus"] = nullptr;
        entry["difference"] = nullptr;
        sayAccount(*account, console);
        if (versus) {
            entry["versus"] = {{"source", versus->image.source},
                               {"changes", versus->image.changes},
                               {"account", toJson(*versus)}};
            entry["difference"] = toJson(differenceOf(*account, *versus));
            for (const auto& sentence : sentencesOf(*account, *versus)) console.say(sentence);
        }
        json["images"].push_back(std::move(entry));
        if (!options.out.path.empty())
            writeResult(options.out, {options.run, what, options.versus, options.train},
                        resultOf(*account, versus ? &*versus : nullptr), console);
    }
    console.result(json);
    return kOk;
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("image", options->images, "Images: files, or DATASET#index such as mnist/t10k#0")
        ->required();
    app.add_option("--versus", options->versus, "Another image: what the two differ in, line by line");
    addNumber(app, "--nearest", options->nearest, {0, 100},
              "Training images nearest to each image; 0: the training set is not read");
    app.add_option("--train", options->train, "Where the training set is now, if it has moved");
    app.add_option("--background", options->background,
                   "Background run (train --background-for); one beside the run is found by itself");
    app.add_option("--local", options->local, "Local run (train --local-for); likewise");
    app.add_option("--general", options->general, "Run of many kinds of images");
    options->out.declare(app, "Write tables and figures as OUT-<name>.csv, .tex, .md, .pdf, .svg and .png");
    options->reading.declare(app);
    options->scoring.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "explain",
            .help = "Tell why the model finds images likely: terms, ranks, code lengths, ratios, neighbours",
            .declare = declare};
}

}  // namespace nescio::commands::explain
