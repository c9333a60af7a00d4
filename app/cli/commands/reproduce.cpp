// reproduce: repeats the paper on a pair of data sets, from nothing to the report. What is there is not done
// again, so that it can be stopped anywhere and called again.
#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/drawing.h"
#include "app/cli/exit_code.h"
#include "app/cli/experiment_session.h"
#include "app/cli/number_option.h"
#include "app/cli/reproduction_plan.h"
#include "core/analysis/evaluated.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "core/values/failure.h"

namespace nescio::commands::reproduce {
namespace {

constexpr const char* kResult = "reproduction";

struct Options {
    std::string pair, out;
    ReproductionSize size;
    std::vector<std::string> settings;
    bool again = false;
    ComputeSettings compute;
};

/// A part of the work and what it took.
struct Part {
    std::string name, what;
    double seconds = 0;
};

void makeFolder(const std::string& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error)
        throw RunFileError(
            fmt::format("--out {}: expected a folder or room for one, found “{}”", path, error.message()));
}

bool isThere(const std::string& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

/// Goes through the plan, keeping the time of every part in the file of the first run.
class Reproduction {
  public:
    Reproduction(const Options& options, Console& console)
        : m_options(options), m_console(console), m_pair(found(paperPair(options.pair))) {
        makeFolder(options.out);
        requireOwnReport();
        readTimes();
    }

    /// kOk, or kCancelled.
    int go() {
        for (const auto& run : plannedRuns(m_pair, m_options.size))
            if (!train(run)) return stopped();
        for (const auto& experiment : plannedExperiments(m_pair, m_options.size))
            if (!perform(experiment)) return stopped();
        report();
        return kOk;
    }

  private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] std::string fileOf(const std::string& run) const {
        return (std::filesystem::path(m_options.out) / (run + ".h5")).string();
    }
    /// The report is written anew by every call, over that of an earlier one and over nothing else.
    void requireOwnReport() const {
        if (isThere(firstFile())) return;
        for (const auto* name : {"report.html", "report.pdf"})
            if (isThere((std::filesystem::path(m_options.out) / name).string()))
                throw Error(fmt::format(
                    "--out {}: expected a new folder, or one of an earlier call, found {} and no runs; "
                    "choose another folder",
                    m_options.out, name));
    }
    [[nodiscard]] int stopped() const {
        m_console.say("Stopped. The same command goes on where it stands.");
        return kCancelled;
    }

    /// false when Ctrl-C came.
    bool train(const PlannedRun& planned) {
        auto spec = planned.spec;
        spec.device = m_options.compute.device;
        spec.threads = m_options.compute.threads;
        applySettings(m_options.settings, spec);
        const auto file = fileOf(planned.name);
        const bool begun = isThere(file);
        if (begun) requireSame(file, spec);
        if (begun && readRunSummary(file).state == RunState::Finished) return skip(planned.name);
        const auto data = loadData(spec.trainData, spec.trainLimit, m_console, spec.limitRule);
        const auto watch = data ? loadWatched(spec, data->shape, m_console, false) : std::nullopt;
        if (!watch) return false;
        m_console.say(fmt::format("{} {} …", begun ? "Going on with" : "Training", planned.name));
        LiveTraining live;
        const auto start = Clock::now();
        const auto end = m_console.watch(live.board, [&] {
            return begun ? resumeTraining(file, *data, m_console.stopToken(), live, *watch)
                         : startTraining(spec, *data, file, m_console.stopToken(), live, *watch);
        });
        keepTime({planned.name, "training", secondsSince(start)});
        return end == JobEnd::Finished;
    }

    static void requireSame(const std::string& file, const RunSpec& spec) {
        const auto run = readRunSummary(file);
        if (run.spec.model != spec.model || run.spec.preset != spec.preset ||
            run.spec.members != spec.members || run.spec.seed != spec.seed ||
            run.spec.trainData != spec.trainData)
            throw RunFileError(
                fmt::format("{}: expected {} × {}·{} on {} (seed {}), found {}; choose another --out", file,
                            spec.members, spec.model, spec.preset, spec.trainData, spec.seed, run.title));
    }

    /// false when Ctrl-C came.
    bool perform(const PlannedExperiment& planned) {
        const auto name = planned.paper + " " + planned.id;
        const auto file = fileOf(planned.runs.front());
        const auto kept = readExperiments(file);
        const bool there = std::any_of(kept.begin(), kept.end(),
                                       [&](const auto& result) { return result.id == planned.result; });
        if (there && !m_options.again) return skip(name);
        std::vector<std::string> files;
        for (const auto& run : planned.runs) files.push_back(fileOf(run));
        m_console.say(name + " …");
        const auto start = Clock::now();
        const ExperimentOrder order{
            .id = planned.id,
            .runs = files,
            .data = planned.data,
            .limit = planned.limit >= 0 ? planned.limit : m_options.size.images,
            .options = planned.options,
            // Twice the images of a test set, and never more than detect takes.
            .sources = {.referenceImages = std::min<std::int64_t>(2000, 2 * m_options.size.images)},
            .evaluation = {},
            .compute = m_options.compute};
        const auto result = performExperiment(order, m_console);
        if (!result) return false;
        keepResult(order, *result);
        for (const auto& finding : result->findings) m_console.say("  " + finding);
        keepTime({name, "experiment", secondsSince(start)});
        return true;
    }

    bool skip(const std::string& name) {
        m_console.say(name + ": there already.");
        return true;
    }

    void report() {
        const auto base = (std::filesystem::path(m_options.out) / "report").string();
        double total = 0;
        for (const auto& part : m_parts) total += part.seconds;
        m_console.say(fmt::format("All parts took {:.1f} minutes.", total / 60));
        Json parts = Json::array();
        for (const auto& part : m_parts)
            parts.push_back({{"part", part.name}, {"what", part.what}, {"seconds", part.seconds}});
        m_console.result({{"command", "reproduce"},
                          {"pair", m_options.pair},
                          {"preset", m_options.size.preset},
                          {"out", m_options.out},
                          {"parts", std::move(parts)},
                          {"report", canDraw() ? Json(base + ".html") : Json(nullptr)}});
        if (!canDraw())
            return m_console.say(
                "No report: nescio-draw is not here. nescio-cli report writes it from the run "
                "files, on any machine that has Qt.");
        std::vector<std::string> words{"report"};
        for (const auto& run : plannedRuns(m_pair, m_options.size)) words.push_back(fileOf(run.name));
        words.insert(words.end(), {"--out", base});
        draw(words);
        m_console.say(fmt::format("Written: {0}.html and {0}.pdf", base));
    }

    static double secondsSince(Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

    [[nodiscard]] std::string firstFile() const {
        return fileOf(plannedRuns(m_pair, m_options.size).front().name);
    }

    /// What earlier calls took.
    void readTimes() {
        if (!isThere(firstFile())) return;
        for (const auto& result : readExperiments(firstFile()))
            if (result.id == kResult)
                for (std::size_t row = 0; row < result.tables.front().rows(); ++row) {
                    const auto& columns = result.tables.front().columns;
                    m_parts.push_back(
                        {columns[0].words[row], columns[1].words[row], columns[2].numbers[row]});
                }
    }

    /// A part that was interrupted counts all its pieces; one that is done again counts anew.
    void keepTime(const Part& part) {
        const auto known = std::find_if(m_parts.begin(), m_parts.end(),
                                        [&](const Part& one) { return one.name == part.name; });
        if (known == m_parts.end())
            m_parts.push_back(part);
        else if (part.what == "training")
            known->seconds += part.seconds;
        else
            known->seconds = part.seconds;
        updateRunFile(firstFile(), {.experiments = {times()}});
    }

    [[nodiscard]] ExperimentResult times() const {
        TableBuilder table("parts", "What each part took");
        double total = 0;
        for (const auto& part : m_parts) {
            table.word("part", part.name).word("what", part.what).number("time", "seconds", part.seconds);
            total += part.seconds;
        }
        return {.id = kResult,
                .experiment = kResult,
                .title = fmt::format("Reproduction on {}, preset {}", m_options.pair, m_options.size.preset),
                .source = "Nalisnick et al. 2019",
                .findings = {fmt::format("{:.1f} minutes in all; {} images of each test set, ensemble of {}.",
                                         total / 60, m_options.size.images, m_options.size.members)},
                .tables = {table.done()}};
    }

    const Options& m_options;
    Console& m_console;
    PairHere m_pair;
    std::vector<Part> m_parts;
};

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("pair", options->pair, "fashion-mnist, cifar-10, or synthetic (needs no data)")
        ->required();
    app.add_option("--out", options->out, "Folder of the run files and the report")->required();
    app.add_option("--preset", options->size.preset,
                   "quick or small (ours), or paper; train --help says whose numbers that takes")
        ->capture_default_str();
    addNumber(app, "--members", options->size.members, {2, 100}, "Members of the ensemble");
    addNumber(app, "--images", options->size.images, kLimits, "Images of each test set; 0: all");
    addNumber(app, "--seeds", options->size.seeds, {1, 100},
              "Trainings of each model of E1, seeds 1 to N: its table then has the spread over seeds");
    app.add_option("--set", options->settings, "Option NAME=VALUE on top of every preset, e.g. steps=100")
        ->allow_extra_args(false);
    app.add_flag("--again", options->again, "Repeat experiments whose results are there; runs are kept");
    options->compute.declare(app);
    return [options](Console& console) { return Reproduction(*options, console).go(); };
}

}  // namespace

CommandKind kind() {
    return {.name = "reproduce",
            .help = "Repeat the paper on a pair of data sets: train what is missing, run E1 to E12, report",
            .declare = declare};
}

}  // namespace nescio::commands::reproduce
