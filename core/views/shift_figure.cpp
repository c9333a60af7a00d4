#include "core/views/shift_figure.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/values/failure.h"
#include "core/values/number_text.h"
#include "core/views/likelihood_figure.h"
#include "datasets/fit.h"
#include "datasets/shift.h"

namespace nescio {
namespace {

constexpr double kBatchSeconds = 0.08;  ///< a batch cannot be cancelled: none should be felt
constexpr std::int64_t kFirstBatch = 64, kLeastBatch = 8, kMostBatch = 128;
constexpr std::int64_t kShiftAhead = 256;  ///< images shifted at once: cheap beside scoring them
constexpr std::int64_t kShownImages = 48;  ///< shown as pictures
constexpr std::int64_t kFarImages = 32;
constexpr double kMargin = 0.05;  ///< of the axis, left free at both ends

ImageSet part(const ImageSet& set, std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> places(static_cast<std::size_t>(count));
    std::iota(places.begin(), places.end(), first);
    return set.part(places);
}

/// Few images fill few bins.
int binsFor(std::int64_t images) {
    return std::clamp(static_cast<int>(2.5 * std::sqrt(static_cast<double>(images))), 16, 80);
}

std::vector<double> firstOf(const std::vector<double>& values, std::size_t count) {
    return {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(std::min(count, values.size()))};
}

std::string meanWords(const std::vector<double>& bits) {
    return meanText(meanOf(finiteOf(bits)));
}

}  // namespace

std::optional<ShiftAnswer> ShiftBench::step(const ShiftQuestion& question, const std::stop_token& stop) {
    if (stop.stop_requested()) return std::nullopt;
    takeModel();
    take(question);
    if (static_cast<std::int64_t>(m_bits.size()) < m_subset.count) {
        if (!scoreBatch(stop)) return std::nullopt;
    } else if (!m_auroc) {
        judge();
    }
    return answer();
}

/// The newest snapshot; the numbers of two of them are never shown together.
void ShiftBench::takeModel() {
    auto model = m_scene.model->get();
    if (model == m_model) return;
    m_model = std::move(model);
    m_plain.clear();
    m_far.clear();
    m_question.reset();
    if (m_subset.count > 0) return;
    if (m_scene.images->count < 1)
        throw DataError("expected images in “" + m_scene.images->title + "”, found none");
    m_subset = m_scene.images->evenly(m_scene.limit);
    if (m_subset.shape != m_model->shape()) m_subset = fitToShape(m_subset, m_model->shape());
}

void ShiftBench::readMean() {
    if (!m_mean.empty()) return;
    const bool other = m_scene.meanOf && m_scene.meanOf->shape == m_subset.shape && m_scene.meanOf->count > 0;
    m_mean = meanImage(other ? *m_scene.meanOf : m_subset);
    m_meanTitle = other ? m_scene.meanOf->title : m_subset.title;
}

void ShiftBench::take(const ShiftQuestion& question) {
    if (m_question == question) return;
    const auto& kind = shiftKind(question.shift);
    if (kind.usesMean) readMean();
    const bool sameShift = m_question && m_question->shift == question.shift;
    m_question = question;
    m_bits.clear();
    m_auroc.reset();
    m_shifted = {};
    shiftUpTo(1);
    m_few = std::make_shared<const ImageSet>(m_shifted.first(kShownImages));
    if (sameShift && !m_far.empty()) return;
    const auto few = m_subset.first(std::min(kFarImages, m_subset.count));
    m_far = bitsOf(shifted(few, kind, kind.sweep.back(), m_mean), 0, few.count);
    m_edges.clear();
    m_top = 0;
}

/// Shifts the first images; an image comes out the same whatever their number.
void ShiftBench::shiftUpTo(std::int64_t count) {
    if (m_shifted.count >= count) return;
    const auto wanted = std::min(m_subset.count, std::max({count, kShiftAhead, 2 * m_shifted.count}));
    m_shifted = shifted(m_subset.first(wanted), shiftKind(m_question->shift), m_question->strength, m_mean);
}

std::vector<double> ShiftBench::bitsOf(const ImageSet& set, std::int64_t first, std::int64_t count) {
    const auto table = m_model->evaluate(part(set, first, count), {.batch = count});
    m_secondsPerImage = table->secondsPerImage;
    m_scoring = toText(table->tightness, table->key.drawRule, table->key.draws);
    return table->bitsPerDims();
}

bool ShiftBench::scoreBatch(const std::stop_token& stop) {
    const auto first = static_cast<std::int64_t>(m_bits.size());
    const auto wanted =
        m_secondsPerImage > 0 ? static_cast<std::int64_t>(kBatchSeconds / m_secondsPerImage) : 0;
    const auto most = first == 0 ? kFirstBatch : kMostBatch;
    const auto count = std::min(std::clamp(wanted, kLeastBatch, most), m_subset.count - first);
    const auto add = [](std::vector<double>& to, const std::vector<double>& values) {
        to.insert(to.end(), values.begin(), values.end());
    };
    while (static_cast<std::int64_t>(m_plain.size()) < first + count) {
        const auto known = static_cast<std::int64_t>(m_plain.size());
        add(m_plain, bitsOf(m_subset, known, std::min(count, m_subset.count - known)));
        if (stop.stop_requested()) return false;
    }
    if (m_question->strength == shiftKind(m_question->shift).neutral) {
        m_bits = m_plain;
        return true;
    }
    shiftUpTo(first + count);
    add(m_bits, bitsOf(m_shifted, first, count));
    return true;
}

/// The interval costs more than a redraw, so it comes when the slider rests.
void ShiftBench::judge() {
    const auto plain = finiteOf(m_plain), moved = finiteOf(m_bits);
    m_auroc = plain.empty() || moved.empty() ? Interval{NAN, NAN, NAN} : evaluateRoc(plain, moved).auroc;
}

ShiftAnswer ShiftBench::answer() {
    ShiftAnswer answer{.question = *m_question, .images = m_few, .bitsPerDim = m_bits};
    answer.complete = m_auroc.has_value();
    auto& data = answer.histogram;
    data.title = m_scene.runTitle;
    data.quantity = "bits/dim";
    data.direction = "← more likely";
    data.note = note();
    data.verdict = verdict();
    // The training set's numbers of other weights are no reference.
    const bool fits = m_scene.reference && m_scene.reference->key.weights == m_model->run().weights;
    const auto reference = fits ? m_scene.reference : nullptr;
    data.series.resize(2);
    data.series[0].label = reference ? reference->setTitle : m_subset.title;
    data.series[0].role = reference ? SetRole::Train : SetRole::Test;
    data.series[0].available = reference ? reference->available : m_subset.available;
    data.series[1].label = m_shifted.title;
    data.series[1].role = SetRole::OutOfDistribution;
    data.series[1].available = m_subset.available;
    fitAxes(data, {reference ? reference->bitsPerDims() : m_plain, m_bits});
    return answer;
}

/// Axes that stay while values move: they change only where values leave them or hardly use them.
void ShiftBench::fitAxes(HistogramData& data, const std::vector<std::vector<double>>& values) {
    const int bins = binsFor(m_subset.count);
    const auto moved = sharedEdges({values[1]}, 1);
    const bool leaves = !finiteOf(values[1]).empty() && !m_edges.empty() &&
                        (moved.front() < m_edges.front() || moved.back() > m_edges.back());
    if (m_edges.empty() || leaves) {
        auto all = values;
        all.push_back(m_plain);
        all.push_back(m_far);
        auto range = sharedEdges(all, 1);
        if (leaves) {
            range.front() = std::min(range.front(), m_edges.front());
            range.back() = std::max(range.back(), m_edges.back());
        }
        const double room = kMargin * (range.back() - range.front());
        m_edges = sharedEdges({{range.front() - room, range.back() + room}}, bins);
    }
    data.edges = m_edges;
    binOnEdges(data, values);
    double highest = 0;
    for (const auto& series : data.series)
        for (const double density : series.density) highest = std::max(highest, density);
    if (m_top < highest || m_top > 2 * highest) m_top = std::max(1.2 * highest, 1e-9);
    data.top = m_top;
}

std::string ShiftBench::note() const {
    std::string words = m_scoring;
    if (const auto& run = m_model->run(); run.weights.step < run.totalSteps)
        words += fmt::format(" · at step {} of {}", countText(run.weights.step), countText(run.totalSteps));
    for (const auto& change : m_subset.changes) words += " · " + change;
    if (shiftKind(m_question->shift).usesMean) words += " · mean image of " + m_meanTitle;
    return words;
}

std::string ShiftBench::verdict() const {
    const auto& kind = shiftKind(m_question->shift);
    const auto plain = firstOf(m_plain, m_bits.size());
    std::string area;
    if (finiteOf(m_bits).empty() || finiteOf(plain).empty())
        area = "no AUROC: no finite value";
    else if (m_auroc)
        area = aurocWords(*m_auroc);
    else
        area = fmt::format("AUROC(−log p) {:.2f} […]", auroc(finiteOf(plain), finiteOf(m_bits)));
    return fmt::format("{} {:g}: mean {} bits/dim, unshifted {} · {} against unshifted", kind.title,
                       m_question->strength, meanWords(m_bits), meanWords(plain), area);
}

}  // namespace nescio
