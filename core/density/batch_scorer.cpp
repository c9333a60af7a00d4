#include "core/density/batch_scorer.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/density/frozen_batches.h"
#include "core/density/frozen_model_impl.h"
#include "core/math/once_a_batch.h"
#include "core/math/parallel.h"

namespace nescio {
namespace {

constexpr int kDrawsAtOnce = 16;  // whose tables are held side by side

}  // namespace

int usefulDraws(const DensityModel& model, const EvaluateOptions& options) {
    return model.drawRule() == DrawRule::Once ? 1 : std::max(1, options.draws);
}

std::vector<TermInfo> averagedInfos(const DensityModel& model, int draws) {
    auto infos = model.termInfos();
    if (model.drawRule() == DrawRule::LogMeanExp && draws > 1)
        infos.push_back({fmt::format("importance weights · k = {}", draws), TermKind::Mixing});
    return infos;
}

BatchScorer::BatchScorer(const DensityModel& model, const torch::Device& device,
                         const EvaluateOptions& options)
    : m_model(model),
      m_options(options),
      m_work(device, BatchWork::Smaller::Part, [this](const torch::Tensor& bytes, const NoiseKey& noise) {
          m_table = inShards(bytes, noise, [this](const torch::Tensor& part, const NoiseKey& own) {
              return asTable(m_model.terms(part, own), part.size(0));
          });
      }) {}

std::vector<torch::Tensor> BatchScorer::tablesOf(const torch::Tensor& bytes, const NoiseKey& noise, int first,
                                                 int count) {
    std::vector<torch::Tensor> tables(static_cast<std::size_t>(count));
    const auto ofDraw = [&](std::int64_t i) {
        auto own = noise;
        own.draw = static_cast<std::uint64_t>(first + i);
        return own;
    };
    if (bytes.device().is_cpu() && count > 1) {
        // Draws side by side: a few images alone would keep one thread busy.
        OnceABatch shared;
        inParallel(count, [&](std::int64_t i) {
            const OnceABatch::Scope scope(shared);
            tables[static_cast<std::size_t>(i)] = asTable(m_model.terms(bytes, ofDraw(i)), bytes.size(0));
        });
        return tables;
    }
    for (int i = 0; i < count; ++i) {
        m_work.run(bytes, ofDraw(i));
        tables[static_cast<std::size_t>(i)] = m_table.clone();  // the next draw writes over the table
    }
    return tables;
}

torch::Tensor BatchScorer::averagedTerms(const torch::Tensor& images, std::vector<std::int64_t> noiseKeys) {
    const torch::NoGradGuard noGrad;
    const auto bytes = padded(images, noiseKeys);
    const int draws = usefulDraws(m_model, m_options);
    const NoiseKey noise{.seed = m_options.seed, .images = std::move(noiseKeys)};
    torch::Tensor sum;
    std::vector<torch::Tensor> totals;
    for (int first = 0; first < draws; first += kDrawsAtOnce)
        for (const auto& table : tablesOf(bytes, noise, first, std::min(kDrawsAtOnce, draws - first))) {
            sum = sum.defined() ? sum + table : table;
            totals.push_back(table.sum(1));
        }
    auto mean = sum / draws;
    if (m_model.drawRule() == DrawRule::LogMeanExp && draws > 1) {
        const auto weights = torch::stack(totals);  // [draws, N]: the mean is over draws, never over images
        const auto gain = torch::logsumexp(weights, 0) - std::log(draws) - weights.mean(0);
        mean = torch::cat({mean, gain.unsqueeze(1)}, 1);
    }
    return mean.narrow(0, 0, images.size(0)).cpu().contiguous();
}

}  // namespace nescio
