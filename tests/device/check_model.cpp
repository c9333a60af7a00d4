// A model on a device beside the same model on the CPU. Everything goes the way that the command line and the
// window go: trained into a run file, stopped and resumed, loaded, scored, explained, sampled, attacked.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/analysis/attack.h"
#include "core/analysis/experiment.h"
#include "core/math/repeated_work.h"
#include "core/models/load_model.h"
#include "core/store/run_file.h"
#include "core/train/training.h"
#include "core/values/failure.h"
#include "tests/device/checks.h"

namespace nescio::devices {
namespace {

// Both sides compute in float32, in another order: a term's rounding is 1e-7 of it, and some hundred add up.
const Limit kScores{1e-4, "bits/dim"};
// Optimisers divide a gradient by its size: one that is nothing but rounding makes a whole step all the same.
const Limit kTraining{0.02, "bits/dim"};
// An attack follows signs of gradients, and those near zero may differ.
const Limit kAttack{0.02, "bits/dim"};
// The same noise lands on the other side of a level now and then; further away it never should.
const Limit kBytes{0.01, "of the bytes more than one level off"};
// Some numbers are differences of larger ones.
const Limit kAnalysis{1e-3, "of a number, or of 1 where it is smaller"};
const Limit kSameBits{0, "largest difference of a weight"};
const Limit kSameScores{0, "nats"};
const Limit kSameBytes{0, "of the bytes other"};

constexpr std::int64_t kImages = 120, kScored = 20;
constexpr std::int64_t kStopAt = 5;

using Model = std::shared_ptr<const FrozenModel>;

double largestDifference(const NamedArray& a, const NamedArray& b) {
    if (a.name != b.name || a.bytes.size() != b.bytes.size())
        throw Error("expected “" + a.name + "”, found “" + b.name + "” or another size");
    if (a.bytes == b.bytes) return 0;
    if (a.type != ArrayType::Float32) throw Error("“" + a.name + "” differs and holds no float32");
    double most = 0;
    for (std::size_t at = 0; at < a.bytes.size(); at += sizeof(float)) {
        float left = 0, right = 0;
        std::memcpy(&left, a.bytes.data() + at, sizeof left);
        std::memcpy(&right, b.bytes.data() + at, sizeof right);
        most = std::max(most, std::abs(static_cast<double>(left) - right));
    }
    return most;
}

double largestDifference(const std::vector<NamedArray>& a, const std::vector<NamedArray>& b) {
    if (a.size() != b.size()) throw Error("expected as many arrays in both run files");
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, largestDifference(a[i], b[i]));
    return most;
}

double differenceOfWeights(const std::filesystem::path& a, const std::filesystem::path& b) {
    const auto first = readCheckpoint(a), second = readCheckpoint(b);
    return std::max(largestDifference(first.weights, second.weights),
                    largestDifference(first.optimiser, second.optimiser));
}

double shareOff(const ImageSet& a, const ImageSet& b, int levels) {
    if (a.bytes.size() != b.bytes.size()) throw Error("expected as many images from both devices");
    std::int64_t off = 0;
    for (std::size_t i = 0; i < a.bytes.size(); ++i)
        off += std::abs(int{a.bytes[i]} - int{b.bytes[i]}) > levels;
    return static_cast<double>(off) / static_cast<double>(a.bytes.size());
}

double largestGap(const std::vector<double>& a, const std::vector<double>& b) {
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double gap = std::abs(a[i] - b.at(i));
        if (!(gap <= most)) most = gap;  // NaN stays
    }
    return most;
}

class ModelCheck {
  public:
    ModelCheck(const Subject& subject, std::string device, std::filesystem::path folder, Findings& findings)
        : m_subject(subject),
          m_device(std::move(device)),
          m_folder(std::move(folder)),
          m_findings(findings),
          m_data(slopes(subject.shape, kImages)) {}

    void run() {
        training();
        loading();
        if (!m_onDevice || !m_onCpu) return;  // said already
        scoring();
        scoringRecorded();
        making();
        attacking();
        if (m_subject.spec.model == "cv_glow" && m_subject.spec.members == 1 && m_subject.shape.channels == 1)
            analysing();
    }

  private:
    void ask(const std::string& what, const Limit& limit, const std::function<double()>& measure) {
        m_findings.ask(m_subject.name, what, limit, measure);
    }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return m_folder / (name + ".h5");
    }

    /// Stops after so many steps; 0: goes through.
    void train(const std::string& device, const std::string& name, std::int64_t stopAt = 0) const {
        auto spec = m_subject.spec;
        spec.device = device;
        LiveTraining live;
        std::stop_source stop;
        live.board.listen([&](const Progress& progress) {
            if (stopAt > 0 && progress.done >= stopAt) stop.request_stop();
        });
        startTraining(spec, m_data, path(name), stop.get_token(), live);
    }

    void training() {
        ask("trains as on the CPU", kTraining, [&] {
            train(m_device, "whole");
            train("cpu", "cpu");
            std::vector<double> there, here;
            for (const auto& row : readRunSummary(path("whole")).history) there.push_back(row.total);
            for (const auto& row : readRunSummary(path("cpu")).history) here.push_back(row.total);
            return largestGap(there, here);
        });
        ask("trains twice to the same bits", kSameBits, [&] {
            train(m_device, "again");
            return differenceOfWeights(path("whole"), path("again"));
        });
        ask("stopped and resumed ends in the same bits", kSameBits, [&] {
            train(m_device, "resumed", kStopAt);
            if (readRunSummary(path("resumed")).step != kStopAt) throw Error("it did not stop half-way");
            LiveTraining live;
            resumeTraining(path("resumed"), m_data, {}, live);
            return differenceOfWeights(path("whole"), path("resumed"));
        });
        if (!records()) return;
        ask("records its steps", {0, ""}, [&] {
            const auto said = readRunSummary(path("whole")).provenance.at("cuda_graph");
            if (said != "recorded") throw Error(said);
            return 0;
        });
        ask("trains to the same bits unrecorded", kSameBits, [&] {
            const Unrecorded unrecorded;
            train(m_device, "unrecorded");
            return differenceOfWeights(path("whole"), path("unrecorded"));
        });
    }

    /// Steps on the device are recorded and played again.
    [[nodiscard]] bool records() const { return m_device == "cuda" && cudaRecorder(); }

    struct Unrecorded {
        Unrecorded() { recordDeviceWork(false); }
        ~Unrecorded() { recordDeviceWork(true); }
        Unrecorded(const Unrecorded&) = delete;
        Unrecorded& operator=(const Unrecorded&) = delete;
    };

    void loading() {
        ask("its run file loads", {0, ""}, [&] {
            m_onDevice = loadFrozenModel(path("whole"), m_device);
            m_onCpu = loadFrozenModel(path("whole"), "cpu");
            return 0;
        });
    }

    void scoring() {
        const EvaluateOptions options{.draws = 2, .seed = 3, .batch = 16};
        const auto set = m_data.first(kScored);
        const auto dims = static_cast<double>(m_subject.shape.dims()) * std::log(2.0);
        ask("scores as on the CPU", kScores, [&] {
            return largestGap(m_onDevice->evaluate(set, options)->bitsPerDims(),
                              m_onCpu->evaluate(set, options)->bitsPerDims());
        });
        ask("every term of the scores as on the CPU", kScores, [&] {
            return largestGap(m_onDevice->evaluate(set, options)->nats,
                              m_onCpu->evaluate(set, options)->nats) /
                   dims;
        });
        ask("explains an image by the numbers of the CPU", kScores, [&] {
            const auto there = m_onDevice->explain(set.imageAt(7), options);
            const auto here = m_onCpu->explain(set.imageAt(7), options);
            return largestGap(natsOf(there), natsOf(here)) / dims;
        });
    }

    /// Enough batches of one size to record one.
    void scoringRecorded() {
        if (!records()) return;
        const EvaluateOptions options{.draws = 2, .seed = 3, .batch = 16};
        const auto set = m_data.first(64);
        ask("records its scoring", {0, ""}, [&] {
            const auto before = recordingsMade();
            (void)m_onDevice->evaluate(set, options);
            if (recordingsMade() == before) throw Error("nothing was recorded");
            return 0;
        });
        ask("scores the same bits unrecorded", kSameScores, [&] {
            const auto recorded = m_onDevice->evaluate(set, options)->nats;
            const Unrecorded unrecorded;
            return largestGap(recorded, m_onDevice->evaluate(set, options)->nats);
        });
    }

    /// The terms and, behind them, their maps.
    static std::vector<double> natsOf(const Breakdown& breakdown) {
        std::vector<double> nats;
        for (const auto& term : breakdown.terms) nats.push_back(term.nats);
        for (const auto& term : breakdown.terms)
            if (term.perPixel)
                nats.insert(nats.end(), term.perPixel->nats.begin(), term.perPixel->nats.end());
        return nats;
    }

    void making() {
        ask("samples as on the CPU", kBytes,
            [&] { return shareOff(*m_onDevice->sample(5, 1, 4), *m_onCpu->sample(5, 1, 4), 1); });
        if (!m_onDevice->noLatents().empty()) return;
        const auto set = m_data.first(kScored);
        ask("reconstructs as on the CPU", kBytes,
            [&] { return shareOff(*m_onDevice->reconstruct(set, 5), *m_onCpu->reconstruct(set, 5), 1); });
        if (m_subject.spec.model != "vae")
            ask("a flow gives back the bytes", kSameBytes,
                [&] { return shareOff(*m_onDevice->reconstruct(set, 5), set, 0); });
        ask("interpolates as on the CPU", kBytes, [&] {
            const auto between = [&](const FrozenModel& model) {
                return model.interpolate(set.imageAt(1), set.imageAt(2), 4, 6);
            };
            return shareOff(between(*m_onDevice), between(*m_onCpu), 1);
        });
    }

    void attacking() {
        const auto set = m_data.first(6);
        for (const auto norm : {AttackNorm::Max, AttackNorm::Euclidean})
            ask(norm == AttackNorm::Max ? "attacks as on the CPU, L∞" : "attacks as on the CPU, L2", kAttack,
                [&] {
                    const AttackOptions options{
                        .norm = norm, .budget = norm == AttackNorm::Max ? 8.0 : 60.0, .steps = 4, .seed = 7};
                    const auto score = [&](const ImageSet& images) {
                        return meanOf(m_onCpu->evaluate(images, {.draws = 4})->bitsPerDims()).value;
                    };
                    const double there = score(*attacked(*m_onDevice, set, options));
                    const double here = score(*attacked(*m_onCpu, set, options));
                    if (!(there > score(set))) throw Error("the attack did not lower the likelihood");
                    return std::abs(there - here);
                });
    }

    /// The one experiment that does more with a model than score, sample and attack.
    void analysing() {
        ask("second-order analysis as on the CPU", kAnalysis, [&] {
            const auto there = analysed(m_onDevice), here = analysed(m_onCpu);
            double most = 0;
            for (std::size_t i = 0; i < here.size(); ++i)
                most = std::max(most, std::abs(there.at(i) - here[i]) / std::max(1.0, std::abs(here[i])));
            return most;
        });
    }

    /// Every number of its tables.
    [[nodiscard]] std::vector<double> analysed(const Model& model) const {
        const auto& kind = experimentKind("second_order");
        auto other = m_data.first(40);
        std::reverse(other.bytes.own().begin(), other.bytes.own().end());
        other.id = other.title = "turned slopes";
        const ExperimentInput input{
            .models = {model}, .sets = {m_data.first(40), other}, .options = completed(kind.options, {})};
        const auto result = *runExperiment(kind, input);
        std::vector<double> numbers;
        for (const auto& table : result.tables)
            for (const auto& column : table.columns)
                numbers.insert(numbers.end(), column.numbers.begin(), column.numbers.end());
        return numbers;
    }

    const Subject& m_subject;
    std::string m_device;
    std::filesystem::path m_folder;
    Findings& m_findings;
    ImageSet m_data;
    Model m_onDevice, m_onCpu;
};

}  // namespace

void checkModel(const Subject& subject, const std::string& device, const std::filesystem::path& folder,
                Findings& findings) {
    ModelCheck(subject, device, folder, findings).run();
}

}  // namespace nescio::devices
