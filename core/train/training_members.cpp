#include "core/train/training_members.h"

#include <fmt/format.h>

#include "core/math/byte_tensor.h"
#include "core/models/make_model.h"
#include "core/models/weights.h"

namespace nescio {

TrainingMembers::TrainingMembers(const RunSummary& run, const ImageSet& data, torch::Device device)
    : m_device(device) {
    const auto options = trainOptionsFrom(run.spec.trainOptions);
    const auto images = byteTensor(data, 0, data.count, device);
    const auto models = makeMembers(run.spec, run.shape, device);
    for (std::size_t m = 0; m < models.size(); ++m)
        m_members.emplace_back(models[m], images, options, run.spec.seed + m);
    m_model = joined(models);
}

/// "member 2's " in front of the names in a checkpoint; nothing for a run of one.
std::string TrainingMembers::prefixOf(std::size_t member) const {
    return m_members.size() == 1 ? "" : fmt::format("member{}.", member + 1);
}

void TrainingMembers::start() {
    for (auto& member : m_members) member.start();
}

void TrainingMembers::restore(const Checkpoint& checkpoint) {
    loadWeights(*m_model, checkpoint.weights);
    m_model->markReady();
    for (std::size_t m = 0; m < m_members.size(); ++m)
        m_members[m].restore(checkpoint.step, prefixOf(m), checkpoint.optimiser, checkpoint.meters);
}

Checkpoint TrainingMembers::checkpoint() {
    for (auto& member : m_members) member.trainer().requireFinite();  // what is kept is good
    Checkpoint checkpoint{.step = stepsDone(), .weights = weightsOf(*m_model), .optimiser = {}, .meters = {}};
    for (std::size_t m = 0; m < m_members.size(); ++m) m_members[m].appendState(prefixOf(m), checkpoint);
    return checkpoint;
}

WeightsId TrainingMembers::weights() const {
    return {digestOf(*m_model), stepsDone()};
}

std::shared_ptr<const FrozenModel> TrainingMembers::frozen(const RunSummary& run) const {
    return freeze(*m_model, run, m_device);
}

void TrainingMembers::step() {
    for (auto& member : m_members) member.step();
}

MeterReading TrainingMembers::takeMeters() {
    for (auto& member : m_members) member.trainer().requireFinite();
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

double TrainingMembers::validationBitsPerDim() {
    double sum = 0;
    for (auto& member : m_members) sum += member.validationBitsPerDim();
    return sum / static_cast<double>(m_members.size());
}

std::string TrainingMembers::recording() const {
    for (const auto& member : m_members)
        if (const auto& trainer = member.trainer(); !trainer.isRecorded()) return trainer.whyPlain();
    return "recorded";
}

std::int64_t TrainingMembers::parameters() const {
    std::int64_t count = 0;
    for (const auto& parameter : m_model->parameters()) count += parameter.numel();
    return count;
}

}  // namespace nescio
