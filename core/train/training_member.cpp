#include "core/train/training_member.h"

#include <algorithm>
#include <limits>

#include "core/math/shards.h"
#include "core/math/upload.h"
#include "core/models/weights.h"
#include "core/train/mutation.h"

namespace nescio {
namespace {

constexpr std::int64_t kValidationBatch = 128;

}  // namespace

/// Recorded on CUDA; weights change where they lie, so that one recording serves all of a training.
class TrainingMember::Likelihoods {
  public:
    Likelihoods(const DensityModel& model, const torch::Device& device)
        : m_work(device, BatchWork::Smaller::Part, [&](const torch::Tensor& bytes, const NoiseKey& noise) {
              m_nats = inShards(bytes, noise, [&](const torch::Tensor& part, const NoiseKey& own) {
                  return model.logLikelihood(part, own);
              });
          }) {}

    /// Shapes: -> [N], until the next call.
    torch::Tensor of(const torch::Tensor& bytes, const NoiseKey& noise) {
        m_work.run(bytes, noise);
        return m_nats.narrow(0, 0, bytes.size(0));
    }

  private:
    torch::Tensor m_nats;
    BatchWork m_work;
};

TrainingMember::TrainingMember(TrainingMember&&) noexcept = default;
TrainingMember::~TrainingMember() = default;

TrainingMember::TrainingMember(std::shared_ptr<DensityModel> model, torch::Tensor images,
                               const TrainOptions& options, std::uint64_t seed)
    : m_model(std::move(model)),
      m_images(std::move(images)),
      m_options(options),
      m_seed(seed),
      m_order(m_images.size(0), options.validation, options.batch, seed) {}

void TrainingMember::start() {
    const auto first = m_order.batchOf(0);
    const auto noise = noiseAt(first, 0);
    m_model->initializeFrom(mutated(bytesAt(first), m_options.mutation, noise), noise);
    m_trainer = std::make_unique<Trainer>(m_model, m_options);
}

void TrainingMember::restore(std::int64_t step, const std::string& prefix,
                             const std::vector<NamedArray>& optimiser,
                             const std::vector<NamedArray>& meters) {
    m_trainer = std::make_unique<Trainer>(m_model, m_options);
    m_trainer->setStepsDone(step);
    for (const auto& array : optimiser)
        for (const auto& [name, tensor] : m_trainer->optimiser().state())
            if (prefix + name == array.name) fromArray(array, tensor);
    for (const auto& array : meters)
        if (array.name == prefix + "sums") fromArray(array, m_trainer->meterSums());
}

void TrainingMember::appendState(const std::string& prefix, Checkpoint& checkpoint) const {
    for (const auto& [name, tensor] : m_trainer->optimiser().state())
        checkpoint.optimiser.push_back(toArray(prefix + name, tensor));
    checkpoint.meters.push_back(toArray(prefix + "sums", m_trainer->meterSums()));
}

void TrainingMember::step() {
    const auto step = m_trainer->stepsDone();
    const auto images = m_order.batchOf(step);
    const auto noise = noiseAt(images, step);
    m_trainer->step(mutated(bytesAt(images), m_options.mutation, noise), noise);
}

double TrainingMember::validationBitsPerDim() {
    const auto& held = m_order.validation();
    if (held.empty()) return std::numeric_limits<double>::quiet_NaN();
    const torch::NoGradGuard noGrad;
    if (!m_likelihoods) m_likelihoods = std::make_unique<Likelihoods>(*m_model, m_images.device());
    double nats = 0;
    for (std::size_t first = 0; first < held.size(); first += kValidationBatch) {
        const auto last = std::min(held.size(), first + kValidationBatch);
        const std::vector<std::int64_t> images(held.begin() + static_cast<std::ptrdiff_t>(first),
                                               held.begin() + static_cast<std::ptrdiff_t>(last));
        // One fixed draw: the curve then shows the model, not the noise.
        nats += m_likelihoods->of(bytesAt(images), noiseAt(images, 0)).sum().item<double>();
    }
    return bitsPerDim(nats / static_cast<double>(held.size()), m_model->shape().dims());
}

NoiseKey TrainingMember::noiseAt(std::vector<std::int64_t> images, std::int64_t step) const {
    return {.seed = m_seed,
            .images = std::move(images),
            .draw = static_cast<std::uint64_t>(m_order.epochOf(step))};
}

torch::Tensor TrainingMember::bytesAt(const std::vector<std::int64_t>& images) const {
    return m_images.index_select(0, uploaded(images, m_images.device()));
}

}  // namespace nescio
