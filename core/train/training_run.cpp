#include "core/train/training_run.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/density/frozen_model_impl.h"
#include "core/density/weights.h"
#include "core/math/device.h"
#include "core/train/provenance.h"
#include "core/train/watch.h"
#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr int kMostMembers = 100;
constexpr double kPublishSeconds = 3;  // a fresher snapshot than this no eye asks for

double seconds(std::chrono::steady_clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

torch::Tensor onDevice(const ImageSet& data, torch::Device device) {
    // from_blob wants a mutable pointer; the images are only read.
    auto* bytes =
        const_cast<std::uint8_t*>(data.bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return torch::from_blob(bytes, {data.count, data.shape.channels, data.shape.height, data.shape.width},
                            torch::kUInt8)
        .to(device);
}

std::string titleOf(const RunSpec& spec, const ImageSet& data) {
    const double mutation = realOption(spec.trainOptions, "mutation");
    const auto many = spec.members > 1 ? fmt::format("{} × ", spec.members) : "";
    const auto background = mutation > 0 ? fmt::format(" background (μ = {:g})", mutation) : "";
    return fmt::format("{}{}{}{} on {} (seed {})", many, spec.model,
                       spec.preset.empty() ? "" : "·" + spec.preset, background, data.title, spec.seed);
}

/// "member 2's " in front of the names in a checkpoint; nothing for a run of one.
std::string prefixOf(std::size_t member, std::size_t members) {
    return members == 1 ? "" : fmt::format("member{}.", member + 1);
}

/// The options that a preset means, under what was asked for on top of it, completed and checked.
RunSpec resolved(RunSpec spec, const ImageShape& shape) {
    const auto& kind = modelKind(spec.model);
    if (!spec.preset.empty()) {
        auto preset = presetValues(spec.model, spec.preset, shape);
        for (const auto& [id, value] : spec.modelOptions) preset.model[id] = value;
        for (const auto& [id, value] : spec.trainOptions) preset.train[id] = value;
        spec.modelOptions = std::move(preset.model);
        spec.trainOptions = std::move(preset.train);
    }
    if (spec.members < 1 || spec.members > kMostMembers)
        throw OptionError(fmt::format("members: expected 1 to {}, found {}", kMostMembers, spec.members));
    spec.modelOptions = completed(kind.options, spec.modelOptions);
    spec.trainOptions = completed(trainOptionFields(), spec.trainOptions);
    return spec;
}

}  // namespace

TrainingRun::TrainingRun(RunSummary summary, const ImageSet& data, std::filesystem::path out)
    : m_summary(std::move(summary)),
      m_options(trainOptionsFrom(m_summary.spec.trainOptions)),
      m_path(std::move(out)),
      m_device(describeDevice(m_summary.spec.device).id) {
    const auto images = onDevice(data, m_device);
    const auto models = makeMembers(m_summary.spec, m_summary.shape, m_device);
    for (std::size_t m = 0; m < models.size(); ++m)
        m_members.emplace_back(models[m], images, m_options, m_summary.spec.seed + m);
    m_model = joined(models);
}

std::unique_ptr<TrainingRun> TrainingRun::begin(RunSpec spec, const ImageSet& data,
                                                const std::filesystem::path& out) {
    if (data.count < 1) throw DataError("training: expected images in “" + data.title + "”, found none");
    enterComputeThread(spec.threads);
    const auto device = describeDevice(spec.device);
    spec.threads = at::get_num_threads();  // equal numbers need equal threads: resuming uses as many
    RunSummary summary;
    summary.spec = resolved(std::move(spec), data.shape);
    summary.title = titleOf(summary.spec, data);
    summary.shape = data.shape;
    summary.trainSetId = data.id;
    summary.trainSetTitle = data.title;
    summary.trainCount = data.count;
    summary.trainAvailable = data.available;
    summary.synthetic = data.synthetic;
    summary.provenance = provenanceNow(device.description);
    summary.provenance["train_fingerprint"] = trainFingerprintOf(data);
    summary.trainContents = std::make_shared<const std::vector<std::uint64_t>>(contentsOf(data));
    std::unique_ptr<TrainingRun> run(new TrainingRun(std::move(summary), data, out));
    run->startModel();
    run->save(RunState::Running, /*newRun=*/true);
    return run;
}

std::unique_ptr<TrainingRun> TrainingRun::restore(const std::filesystem::path& path, const ImageSet& data) {
    auto summary = readRunSummary(path);
    const auto expected = summary.provenance["train_fingerprint"];
    const bool old = expected.size() == oldFingerprintOf({}).size();
    if (const auto found = old ? oldFingerprintOf(data) : trainFingerprintOf(data); found != expected)
        throw DataError(fmt::format(
            "resuming “{}”: expected the training set “{}” (fingerprint {}), found “{}” (fingerprint {})",
            path.string(), summary.trainSetTitle, expected, data.title, found));
    enterComputeThread(summary.spec.threads);
    const auto checkpoint = readCheckpoint(path);
    std::unique_ptr<TrainingRun> run(new TrainingRun(std::move(summary), data, path));
    run->restoreFrom(checkpoint);
    return run;
}

void TrainingRun::startModel() {
    for (auto& member : m_members) member.start();
    m_summary.totalSteps = m_options.steps;
    for (const auto& parameter : m_model->parameters()) m_summary.parameters += parameter.numel();
}

void TrainingRun::restoreFrom(const Checkpoint& checkpoint) {
    loadWeights(*m_model, checkpoint.weights);
    m_model->markReady();
    for (std::size_t m = 0; m < m_members.size(); ++m)
        m_members[m].restore(checkpoint.step, prefixOf(m, m_members.size()), checkpoint.optimiser,
                             checkpoint.meters);
    m_elapsedBefore = m_summary.history.empty() ? 0 : m_summary.history.back().elapsedSeconds;
    m_rowElapsed = m_elapsedBefore;
    m_rowStep = checkpoint.step;
}

std::int64_t TrainingRun::stepsDone() {
    return m_members.front().trainer().stepsDone();
}

void TrainingRun::requireFinite() {
    for (auto& member : m_members) member.trainer().requireFinite();
}

/// Means over members.
MeterReading TrainingRun::takeMeters() {
    MeterReading mean;
    const double share = 1.0 / static_cast<double>(m_members.size());
    for (auto& member : m_members) {
        const auto reading = member.trainer().takeMeters();
        mean.total += share * reading.total;
        mean.density += share * reading.density;
        mean.volume += share * reading.volume;
        mean.gradientNorm += share * reading.gradientNorm;
        mean.steps = reading.steps;
    }
    return mean;
}

JobEnd TrainingRun::go(const std::stop_token& stop, LiveTraining& live) {
    for (const auto& row : m_summary.history) live.append(row);
    look();
    while (stepsDone() < m_options.steps) {
        if (stop.stop_requested()) {
            save(RunState::Stopped);
            return JobEnd::Cancelled;
        }
        if (live.paused())
            pauseHere(stop, live);
        else
            oneStep();
        const auto now = Clock::now();
        const auto done = stepsDone();
        if (done > m_rowStep && (done % m_options.logEvery == 0 || done == m_options.steps)) logRow(live);
        look();
        if (seconds(now - m_publishedAt) > kPublishSeconds) publish(live);
        if (seconds(now - m_savedAt) > m_options.checkpointSeconds) save(RunState::Running);
        postProgress(live);
    }
    save(RunState::Finished);
    publish(live);
    return JobEnd::Finished;
}

void TrainingRun::oneStep() {
    for (auto& member : m_members) member.step();
}

void TrainingRun::logRow(LiveTraining& live) {
    requireFinite();
    const auto meters = takeMeters();
    const auto step = stepsDone();
    HistoryRow row;
    row.step = step;
    row.epoch = m_members.front().order().epochsAfter(step);
    row.total = meters.total;
    row.density = meters.density;
    row.volume = meters.volume;
    row.gradientNorm = meters.gradientNorm;
    row.learningRate = learningRateAt(step - 1, m_options);
    row.elapsedSeconds = elapsedSeconds();
    const double took = row.elapsedSeconds - m_rowElapsed;
    const auto perStep = m_options.batch * static_cast<std::int64_t>(m_members.size());
    if (took > 0) m_imagesPerSecond = static_cast<double>((step - m_rowStep) * perStep) / took;
    row.imagesPerSecond = m_imagesPerSecond;
    const bool look = step % m_options.validateEvery == 0 || step == m_options.steps;
    row.validation = look ? validationBitsPerDim() : std::numeric_limits<double>::quiet_NaN();
    m_rowElapsed = elapsedSeconds();
    m_rowStep = step;
    m_summary.history.push_back(row);
    live.append(row);
}

void TrainingRun::watch(const WatchSets& sets) {
    m_watch = sets;
    prepareWatch(m_summary, sets);
}

void TrainingRun::look() {
    if (m_watch.empty() || !isLook(stepsDone(), m_options.steps)) return;
    m_summary.step = stepsDone();
    const auto model = freeze(*m_model, m_summary, m_device);
    for (std::size_t s = 0; s < m_watch.size(); ++s)
        appendLook(m_summary.watched[s], *model, m_watch[s], stepsDone());
}

double TrainingRun::validationBitsPerDim() const {
    double sum = 0;
    for (const auto& member : m_members) sum += member.validationBitsPerDim();
    return sum / static_cast<double>(m_members.size());
}

void TrainingRun::pauseHere(const std::stop_token& stop, LiveTraining& live) {
    save(RunState::Paused);
    publish(live);
    auto progress = live.board.latest();
    progress.stage = "paused " + m_summary.title;
    progress.secondsLeft = -1;
    m_elapsedBefore = elapsedSeconds();
    live.board.post(progress);
    live.waitWhilePaused(stop);
    m_resumedAt = Clock::now();
}

void TrainingRun::postProgress(LiveTraining& live) {
    const auto done = stepsDone();
    const auto left = static_cast<double>((m_options.steps - done) * m_options.batch) *
                      static_cast<double>(m_members.size());
    const auto& history = m_summary.history;
    auto detail = fmt::format("step {} of {}", done, m_options.steps);
    if (!history.empty()) detail += fmt::format(" · {:.2f} bits/dim", history.back().total);
    live.board.post({.stage = "training " + m_summary.title,
                     .done = done,
                     .total = m_options.steps,
                     .imagesPerSecond = m_imagesPerSecond,
                     .secondsLeft = m_imagesPerSecond > 0 ? left / m_imagesPerSecond : -1,
                     .detail = std::move(detail)});
}

void TrainingRun::save(RunState state, bool newRun) {
    requireFinite();  // a checkpoint in the file is a good one
    m_summary.state = state;
    m_summary.step = stepsDone();
    m_summary.weights = {digestOf(*m_model), m_summary.step};
    Checkpoint checkpoint{
        .step = m_summary.step, .weights = weightsOf(*m_model), .optimiser = {}, .meters = {}};
    for (std::size_t m = 0; m < m_members.size(); ++m)
        m_members[m].appendState(prefixOf(m, m_members.size()), checkpoint);
    updateRunFile(m_path, {.summary = m_summary,
                           .checkpoint = std::move(checkpoint),
                           .tables = {},
                           .samples = {},
                           .newRun = newRun});
    m_savedAt = Clock::now();
}

void TrainingRun::publish(LiveTraining& live) {
    m_summary.step = stepsDone();
    m_summary.path = m_path.string();
    live.publish(freeze(*m_model, m_summary, m_device));
    m_publishedAt = Clock::now();
}

double TrainingRun::elapsedSeconds() const {
    return m_elapsedBefore + seconds(Clock::now() - m_resumedAt);
}

}  // namespace nescio
