#include "app/pages/samples/sampling_controller.h"

#include "app/session/sample_set.h"
#include "core/store/run_file.h"
#include "core/views/samples_data.h"

namespace nescio {

void SamplingController::sample(const SampleRequest& request) {
    const auto* run = m_session.currentRun();
    if (!run || !run->model)
        return Q_EMIT noticed({tr("Samples need a trained model: train one or open a run."), {}, {}});
    Job<SampleSheet> job;
    job.context = this;
    job.traits = {.kind = "", .stage = "sampling", .yields = true};
    job.work = [model = run->model, request](const JobControl& control) -> std::optional<SampleSheet> {
        const auto drawn = model->get();
        auto images =
            drawn->sample(request.count, request.temperature, request.seed, control.stop, &control.board);
        if (!images) return std::nullopt;
        return SampleSheet{std::move(*images), request.temperature, request.seed, drawn->run().weights};
    };
    job.done = [this, path = run->path()](SampleSheet& sheet) { keep(path, sheet); };
    job.failed = reporting();
    m_jobs.interactive.submit(std::move(job));
}

void SamplingController::keep(const std::string& runPath, const SampleSheet& sheet) {
    const auto* run = m_session.run(runPath);
    m_session.setSamples(runPath, samplesOf(sheet, run ? ageUnder(*run, sheet.weights) : ""));
    m_session.putDataSet(sampleSetOf(sheet));

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
