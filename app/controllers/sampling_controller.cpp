#include "app/controllers/sampling_controller.h"

#include "app/samples_data.h"
#include "core/store/run_file.h"

namespace nescio {

void SamplingController::sample(std::int64_t count, double temperature, std::uint64_t seed) {
    const auto* run = m_session.currentRun();
    if (!run || !run->model)
        return Q_EMIT noticed({tr("Samples need a trained model: train one or open a run."), {}, {}});
    Job<ImageSet> job;
    job.context = this;
    job.traits = {.kind = "sample", .stage = "sampling", .yields = true};
    job.work = [model = run->model, count, temperature, seed](const JobControl& control) {
        return model->get()->sample(count, temperature, seed, control.stop, &control.board);
    };
    job.done = [this, path = run->path(), temperature, seed](ImageSet& set) {
        set.id = kSamplesSet;
        keep(path, std::make_shared<const ImageSet>(std::move(set)), temperature, seed);
    };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void SamplingController::keep(const std::string& runPath, const std::shared_ptr<const ImageSet>& images,
                              double temperature, std::uint64_t seed) {
    const SampleSheet sheet{.images = *images, .temperature = temperature, .seed = seed};
    m_session.setSamples(runPath, samplesOf(sheet));
    DataEntry entry{.id = images->id,
                    .title = images->title,
                    .what = images->id,
                    .shape = images->shape,
                    .count = images->count,
                    .available = images->available,
                    .synthetic = true,
                    .images = images};
    entry.role = SetRole::Samples;
    m_session.putDataSet(std::move(entry));
    m_session.setRole(kSamplesSet, SetRole::Samples);

    const auto* run = m_session.run(runPath);
    if (run && run->live) return;  // the training owns the file until it ends
    Job<bool> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "keeping the samples", .quiet = true};
    job.work = [runPath, sheet](const JobControl&) -> std::optional<bool> {
        updateRunFile(runPath, {.summary = {}, .checkpoint = {}, .tables = {}, .samples = sheet});
        return true;
    };
    job.done = [](bool&) {};
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

}  // namespace nescio
