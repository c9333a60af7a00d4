// decide: a verdict by every score on any number of images, at a rate of false alarms that one chooses.
#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/image_stream.h"
#include "app/cli/number_option.h"
#include "app/cli/output_check.h"
#include "app/cli/score_inputs.h"
#include "app/cli/settings.h"
#include "app/cli/verdict_output.h"
#include "core/analysis/decision.h"
#include "core/files/growing_file.h"
#include "core/store/run_file.h"
#include "core/values/csv.h"
#include "core/values/failure.h"
#include "core/values/number_text.h"

namespace nescio::commands::decide {
namespace {

constexpr std::size_t kFewImages = 20;       // a line each
constexpr std::size_t kSaidUnreadable = 10;  // by name as they come; all of them count

struct Options {
    std::string run, csv;
    bool force = false;
    std::vector<std::string> images, scores;
    double falseAlarms = kUsualFalseAlarms;
    std::int64_t limit = 0;
    ScoreInputs inputs;
    DataSettings reading;
    ScoreSettings scoring;
    ComputeSettings compute;
};

/// What could not be read: the first sentence, and how many there are.
struct Unreadable {
    std::string first = {};
    std::size_t count = 0;
};

void requireCsv(const Options& options) {
    if (options.csv.empty()) return;
    auto inputs = options.images;
    inputs.push_back(options.run);
    inputs.push_back(options.inputs.reference);
    requireOutput(options.csv, inputs, options.force, "--csv");
}

/// One call of the command, from a run's file to its last verdict.
class Judging {
  public:
    Judging(const Options& options, Console& console)
        : m_options(options), m_console(console), m_model(loadModel(options.run, options.compute)) {}

    int run() {
        const bool whole = m_console.watch(m_board, [&] { return makeReady() && judgeAll(); });
        if (m_source && !m_source->refusal().empty()) m_console.warn(m_source->refusal());
        if (m_tally) say();
        if (!whole) return stopped();
        if (m_csv) {
            m_csv->putInPlace();
            m_console.say(fmt::format("Written: {}", m_options.csv));
        }
        m_console.result(result());
        raiseUnreadable();
        return kOk;
    }

  private:
    /// false when stopped.
    bool makeReady() {
        auto sources = m_options.inputs.sources();
        sources.round = m_options.reading.round;
        sources.device = m_options.compute.device;
        auto found = findScoreSources(*m_model, sources, m_console.stopToken(), &m_board);
        if (!found) return false;
        for (const auto& note : found->notes) m_console.warn(note);
        m_source.emplace(ColumnOrder{.run = m_options.run,
                                     .model = m_model.get(),
                                     .seconds = std::move(found->seconds),
                                     .evaluation = m_options.scoring.options()});
        auto scores = calibratedFor(*m_source,
                                    {.reference = std::move(found->reference),
                                     .scores = m_options.scores,
                                     .compositions = readCompositions(m_options.run)},
                                    m_console.stopToken(), &m_board);
        if (scores) m_tally.emplace(std::move(*scores), m_options.falseAlarms);
        return scores.has_value();
    }

    /// false when stopped.
    bool judgeAll() {
        if (!m_options.csv.empty()) {
            m_csv.emplace(m_options.csv);
            m_csv->add(CsvText(verdictHeader(m_tally->calibrations)).text());
        }
        return streamImages(m_options.images,
                            {.shape = m_model->shape(),
                             .batch = m_options.scoring.batch,
                             .limit = m_options.limit,
                             .round = m_options.reading.round,
                             .stop = m_console.stopToken(),
                             .board = &m_board},
                            {.take = [this](const ImageSet& batch) { return takeBatch(batch); },
                             .unreadable = [this](const std::string& why) { takeUnreadable(why); }});
    }

    bool takeBatch(const ImageSet& batch) {
        const auto images = judged(*m_source, m_tally->calibrations, batch, m_console.stopToken());
        if (!images) return false;
        for (const auto& image : *images) take(image);
        return true;
    }

    void take(const JudgedImage& image) {
        m_tally->add(image);
        if (m_csv) m_csv->add(CsvText(verdictRow(image, m_tally->calibrations, m_tally->thresholds)).text());
        if (m_console.json()) m_images.push_back(toJson(image, *m_tally));
        if (m_tally->images <= kFewImages) m_few.push_back(image);
    }

    void takeUnreadable(const std::string& why) {
        if (m_unreadable.count++ == 0) m_unreadable.first = why;
        if (m_unreadable.count <= kSaidUnreadable) m_console.warn(why);
    }

    void say() const {
        if (m_tally->images <= kFewImages)
            for (const auto& image : m_few) m_console.say(verdictLine(image, *m_tally));
        m_console.say("");
        m_console.say(summaryTable(*m_tally));
        m_console.say("");
        for (const auto& sentence : summarySentences(*m_tally)) m_console.say(sentence);
    }

    /// Rows that were judged are worth keeping, but not in place of a file that is whole.
    [[nodiscard]] int stopped() {
        const auto images = m_tally ? static_cast<std::int64_t>(m_tally->images) : 0;
        std::string file;
        if (m_csv && images > 0 && !std::filesystem::exists(m_options.csv)) {
            m_csv->putInPlace();
            file = fmt::format(" {} has their rows.", m_options.csv);
        } else if (!m_options.csv.empty()) {
            file = fmt::format(" {} was not written.", m_options.csv);
        }
        return m_console.stopped(fmt::format("{} images were judged by then.{}", countText(images), file));
    }

    [[nodiscard]] Json result() {
        return {{"command", "decide"},
                {"run", m_options.run},
                {"false_alarms", m_options.falseAlarms},
                {"n", m_tally->images},
                {"flagged_by_any", m_tally->anyFlagged},
                {"unreadable", m_unreadable.count},
                {"csv", m_options.csv.empty() ? Json(nullptr) : Json(m_options.csv)},
                {"scores", scoresJson(*m_tally)},
                {"images", std::move(m_images)}};
    }

    /// At the end, so that one bad file costs no verdict on others.
    void raiseUnreadable() const {
        if (m_unreadable.count == 0) return;
        throw DataError(fmt::format("{} of what was named could not be read{}; the first: {}",
                                    countText(static_cast<std::int64_t>(m_unreadable.count)),
                                    m_tally->images > 0 ? ", the rest is judged above" : "",
                                    m_unreadable.first));
    }

    const Options& m_options;
    Console& m_console;
    std::shared_ptr<const FrozenModel> m_model;
    ProgressBoard m_board;
    std::optional<ColumnSource> m_source;
    std::optional<VerdictTally> m_tally;
    std::optional<GrowingFile> m_csv;
    std::vector<JudgedImage> m_few;
    Json m_images = Json::array();
    Unreadable m_unreadable;
};

int run(const Options& options, Console& console) {
    requireCsv(options);
    return Judging(options, console).run();
}

CommandBody declare(CLI::App& app) {
    const auto options = std::make_shared<Options>();
    app.add_option("run", options->run, "Run file")->required();
    app.add_option("images", options->images, "Image files, folders, or sets by file or name")->required();
    addNumber(app, "--false-alarms", options->falseAlarms, {0, 1},
              "Share of in-distribution images that a threshold may flag");
    app.add_option("--scores", options->scores, "Ids with commas between; none: all but those that take long")
        ->delimiter(',');
    addNumber(app, "--limit", options->limit, kLimits,
              "N images spread evenly over each folder or set; 0: all");
    app.add_option("--csv", options->csv, "Write a row an image, as they are judged, to this file");
    app.add_flag("--force", options->force, "Replace the file that --csv names");
    options->inputs.declare(app);
    options->reading.declare(app);
    options->scoring.declare(app);
    options->compute.declare(app);
    return [options](Console& console) { return run(*options, console); };
}

}  // namespace

CommandKind kind() {
    return {.name = "decide",
            .help = "Judge images by every score, with thresholds for a rate of false alarms",
            .declare = declare};
}

}  // namespace nescio::commands::decide
