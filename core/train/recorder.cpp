#include "core/train/recorder.h"

#include <limits>

#include <fmt/format.h>

#include "core/train/watch.h"
#include "core/values/number_text.h"

namespace nescio {

Recorder::Recorder(RunSummary& run, TrainingMembers& members, const Stopwatch& watch, const WatchSets& sets,
                   LiveTraining& live)
    : m_run(run),
      m_members(members),
      m_stopwatch(watch),
      m_sets(sets),
      m_live(live),
      m_options(trainOptionsFrom(run.spec.trainOptions)),
      m_rowStep(members.stepsDone()),
      m_rowSeconds(watch.seconds()) {
    for (const auto& row : m_run.history) m_live.append(row);
}

void Recorder::record() {
    const auto done = m_members.stepsDone();
    if (done > m_rowStep && (done % m_options.logEvery == 0 || done == m_options.steps)) writeRow();
    if (!m_sets.empty() && isLook(done, m_options.steps)) look();
}

void Recorder::writeRow() {
    const auto meters = m_members.takeMeters();
    const auto step = m_members.stepsDone();
    HistoryRow row;
    row.step = step;
    row.epoch = m_members.epochsDone();
    row.total = meters.total;
    row.density = meters.density;
    row.volume = meters.volume;
    row.gradientNorm = meters.gradientNorm;
    row.learningRate = learningRateAt(step - 1, m_options);
    row.elapsedSeconds = m_stopwatch.seconds();
    const double took = row.elapsedSeconds - m_rowSeconds;
    const auto images = (step - m_rowStep) * m_options.batch * m_members.size();
    if (took > 0) m_imagesPerSecond = static_cast<double>(images) / took;
    row.imagesPerSecond = m_imagesPerSecond;
    const bool validate = step % m_options.validateEvery == 0 || step == m_options.steps;
    row.validation = validate ? m_members.validationBitsPerDim() : std::numeric_limits<double>::quiet_NaN();
    m_rowSeconds = m_stopwatch.seconds();  // validation is no part of the next row's speed
    m_rowStep = step;
    m_run.history.push_back(row);
    m_live.append(row);
}

void Recorder::look() {
    m_run.step = m_members.stepsDone();
    const auto model = m_members.frozen(m_run);
    for (std::size_t s = 0; s < m_sets.size(); ++s)
        appendLook(m_run.watched[s], *model, m_sets[s], m_members.stepsDone());
}

void Recorder::postProgress() {
    const auto done = m_members.stepsDone();
    const auto left = static_cast<double>((m_options.steps - done) * m_options.batch * m_members.size());
    auto detail = fmt::format("step {} of {}", countText(done), countText(m_options.steps));
    if (!m_run.history.empty()) detail += fmt::format(" · {:.2f} bits/dim", m_run.history.back().total);
    m_live.board.post({.stage = "training " + m_run.title,
                       .done = done,
                       .total = m_options.steps,
                       .imagesPerSecond = m_imagesPerSecond,
                       .secondsLeft = m_imagesPerSecond > 0 ? left / m_imagesPerSecond : -1,
                       .detail = std::move(detail)});
}

void Recorder::postPause() {
    postStill("paused " + m_run.title, {});
}

void Recorder::postTrouble(const std::string& sentence) {
    postStill("waiting to keep " + m_run.title, sentence);
}

void Recorder::postStill(const std::string& stage, const std::string& trouble) {
    auto progress = m_live.board.latest();
    progress.stage = stage;
    progress.trouble = trouble;
    progress.secondsLeft = -1;
    m_live.board.post(progress);
}

}  // namespace nescio
