#include "core/train/training_run.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/density/frozen_model_impl.h"
#include "core/density/weights.h"
#include "core/math/device.h"
#include "core/math/device_memory.h"
#include "core/train/provenance.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

constexpr double kPublishSeconds = 3;  // a fresher snapshot than this no eye asks for
constexpr std::int64_t kValidationBatch = 128;

double seconds(std::chrono::steady_clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

torch::Tensor onDevice(const ImageSet& data, torch::Device device) {
    // from_blob wants a mutable pointer; the images are only read.
    auto* bytes = const_cast<std::uint8_t*>(data.bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return torch::from_blob(bytes, {data.count, data.shape.channels, data.shape.height, data.shape.width},
                            torch::kUInt8)
        .to(device);
}

std::string titleOf(const RunSpec& spec, const ImageSet& data) {
    return fmt::format("{}{} on {} (seed {})", spec.model, spec.preset.empty() ? "" : "·" + spec.preset,
                       data.title, spec.seed);
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
    spec.modelOptions = completed(kind.options, spec.modelOptions);
    spec.trainOptions = completed(trainOptionFields(), spec.trainOptions);
    return spec;
}

}  // namespace

TrainingRun::TrainingRun(RunSummary summary, const ImageSet& data, std::filesystem::path out)
    : m_summary(std::move(summary)),
      m_options(trainOptionsFrom(m_summary.spec.trainOptions)),
      m_path(std::move(out)),
      m_device(describeDevice(m_summary.spec.device).id),
      m_images(onDevice(data, m_device)),
      m_order(data.count, m_options.validation, m_options.batch, m_summary.spec.seed),
      m_model(makeModel(m_summary.spec, m_summary.shape, m_device)) {}

std::unique_ptr<TrainingRun> TrainingRun::begin(RunSpec spec, const ImageSet& data,
                                                const std::filesystem::path& out) {
    if (data.count < 1) throw DataError("training: expected images in “" + data.title + "”, found none");
    enterComputeThread(spec.threads);
    const auto device = describeDevice(spec.device);
    spec.threads = at::get_num_threads();  // equal numbers need equal threads: resuming uses as many
    RunSummary summary;
    summary.title = titleOf(spec, data);
    summary.spec = resolved(std::move(spec), data.shape);
    summary.shape = data.shape;
    summary.trainSetId = data.id;
    summary.trainSetTitle = data.title;
    summary.trainCount = data.count;
    summary.trainAvailable = data.available;
    summary.synthetic = data.synthetic;
    summary.provenance = provenanceNow(device.description);
    summary.provenance["train_fingerprint"] = fingerprintOf(data);
    std::unique_ptr<TrainingRun> run(new TrainingRun(std::move(summary), data, out));
    run->startModel();
    run->save(RunState::Running);
    return run;
}

std::unique_ptr<TrainingRun> TrainingRun::restore(const std::filesystem::path& path, const ImageSet& data) {
    auto summary = readRunSummary(path);
    const auto expected = summary.provenance["train_fingerprint"];
    if (const auto found = fingerprintOf(data); found != expected)
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
    const auto first = m_order.batchOf(0);
    m_model->initializeFrom(bytesAt(first), trainingNoise(first, 0));
    m_trainer = std::make_unique<Trainer>(m_model, m_options);
    m_summary.totalSteps = m_options.steps;
    for (const auto& parameter : m_model->parameters()) m_summary.parameters += parameter.numel();
}

void TrainingRun::restoreFrom(const Checkpoint& checkpoint) {
    loadWeights(*m_model, checkpoint.weights);
    m_model->markReady();
    m_trainer = std::make_unique<Trainer>(m_model, m_options);
    m_trainer->setStepsDone(checkpoint.step);
    for (const auto& array : checkpoint.optimiser)
        for (const auto& [name, tensor] : m_trainer->optimiser().state())
            if (name == array.name) fromArray(array, tensor);
    for (const auto& array : checkpoint.meters)
        if (array.name == "sums") fromArray(array, m_trainer->meterSums());
    m_elapsedBefore = m_summary.history.empty() ? 0 : m_summary.history.back().elapsedSeconds;
    m_rowElapsed = m_elapsedBefore;
    m_rowStep = checkpoint.step;
}

NoiseKey TrainingRun::trainingNoise(std::vector<std::int64_t> images, std::int64_t step) const {
    return {.seed = m_summary.spec.seed,
            .images = std::move(images),
            .draw = static_cast<std::uint64_t>(m_order.epochOf(step))};
}

torch::Tensor TrainingRun::bytesAt(const std::vector<std::int64_t>& images) const {
    const auto indices = torch::tensor(images, torch::kInt64).to(m_device);
    return m_images.index_select(0, indices);
}

JobEnd TrainingRun::go(const std::stop_token& stop, LiveTraining& live) {
    for (const auto& row : m_summary.history) live.append(row);
    while (m_trainer->stepsDone() < m_options.steps) {
        if (stop.stop_requested()) {
            save(RunState::Stopped);
            return JobEnd::Cancelled;
        }
        if (live.paused()) pauseHere(stop, live);
        else oneStep();
        const auto now = Clock::now();
        const auto done = m_trainer->stepsDone();
        if (done > m_rowStep && (done % m_options.logEvery == 0 || done == m_options.steps)) logRow(live);
        if (seconds(now - m_publishedAt) > kPublishSeconds) publish(live);
        if (seconds(now - m_savedAt) > m_options.checkpointSeconds) save(RunState::Running);
        postProgress(live);
    }
    save(RunState::Finished);
    publish(live);
    return JobEnd::Finished;
}

void TrainingRun::oneStep() {
    const auto step = m_trainer->stepsDone();
    auto images = m_order.batchOf(step);
    guardMemory("training", [&] {
        const auto bytes = bytesAt(images);
        m_trainer->step(bytes, trainingNoise(std::move(images), step));
    });
}

void TrainingRun::logRow(LiveTraining& live) {
    m_trainer->requireFinite();
    const auto meters = m_trainer->takeMeters();
    const auto step = m_trainer->stepsDone();
    HistoryRow row;
    row.step = step;
    row.epoch = m_order.epochsAfter(step);
    row.total = meters.total;
    row.density = meters.density;
    row.volume = meters.volume;
    row.gradientNorm = meters.gradientNorm;
    row.learningRate = learningRateAt(step - 1, m_options);
    row.elapsedSeconds = elapsedSeconds();
    const double took = row.elapsedSeconds - m_rowElapsed;
    if (took > 0) m_imagesPerSecond = static_cast<double>((step - m_rowStep) * m_options.batch) / took;
    row.imagesPerSecond = m_imagesPerSecond;
    const bool look = step % m_options.validateEvery == 0 || step == m_options.steps;
    row.validation = look ? validationBitsPerDim() : std::numeric_limits<double>::quiet_NaN();
    m_rowElapsed = elapsedSeconds();
    m_rowStep = step;
    m_summary.history.push_back(row);
    live.append(row);
}

double TrainingRun::validationBitsPerDim() const {
    const auto& held = m_order.validation();
    if (held.empty()) return std::numeric_limits<double>::quiet_NaN();
    const torch::NoGradGuard noGrad;
    double nats = 0;
    for (std::size_t first = 0; first < held.size(); first += kValidationBatch) {
        const auto last = std::min(held.size(), first + kValidationBatch);
        const std::vector<std::int64_t> images(held.begin() + static_cast<std::ptrdiff_t>(first),
                                               held.begin() + static_cast<std::ptrdiff_t>(last));
        // One fixed draw: the curve then shows the model, not the noise.
        nats += m_model->logLikelihood(bytesAt(images), trainingNoise(images, 0)).sum().item<double>();
    }
    return bitsPerDim(nats / static_cast<double>(held.size()), m_summary.shape.dims());
}

void TrainingRun::pauseHere(const std::stop_token& stop, LiveTraining& live) {
    save(RunState::Paused);
    publish(live);
    auto progress = live.board.latest();
    progress.stage = "paused " + m_summary.title;
    progress.secondsLeft = -1;
    live.board.post(progress);
    m_elapsedBefore = elapsedSeconds();
    live.waitWhilePaused(stop);
    m_resumedAt = Clock::now();
}

void TrainingRun::postProgress(LiveTraining& live) const {
    const auto done = m_trainer->stepsDone();
    const auto left = static_cast<double>((m_options.steps - done) * m_options.batch);
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

void TrainingRun::save(RunState state) {
    m_trainer->requireFinite();  // a checkpoint in the file is a good one
    m_summary.state = state;
    m_summary.step = m_trainer->stepsDone();
    Checkpoint checkpoint{.step = m_summary.step, .weights = weightsOf(*m_model), .optimiser = {}, .meters = {}};
    for (const auto& [name, tensor] : m_trainer->optimiser().state())
        checkpoint.optimiser.push_back(toArray(name, tensor));
    checkpoint.meters.push_back(toArray("sums", m_trainer->meterSums()));
    updateRunFile(m_path, {.summary = m_summary, .checkpoint = std::move(checkpoint), .tables = {}, .samples = {}});
    m_savedAt = Clock::now();
}

void TrainingRun::publish(LiveTraining& live) {
    m_summary.step = m_trainer->stepsDone();
    m_summary.path = m_path.string();
    live.publish(freeze(*m_model, m_summary, m_device));
    m_publishedAt = Clock::now();
}

double TrainingRun::elapsedSeconds() const { return m_elapsedBefore + seconds(Clock::now() - m_resumedAt); }

}  // namespace nescio
