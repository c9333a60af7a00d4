// A device that has hardly any memory left: what fails must say so in a way that offers half the batch, and
// the process must go on, beside what fills the device and after that is gone. On a CPU nothing may fail:
// batches go in shards there.
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <memory>

#include "core/density/frozen_model.h"
#include "core/math/tensor.h"
#include "core/train/training.h"
#include "core/values/failure.h"
#include "tests/device/checks.h"

namespace nescio::devices {
namespace {

constexpr std::int64_t kMebibyte = std::int64_t{1} << 20;
// One activation of the model below takes 12 MiB at kBatch: a few fit, as many as a training keeps do not.
constexpr std::int64_t kLeft = 160 * kMebibyte;
constexpr std::int64_t kBatch = 512, kSmallBatch = 16, kHugeBatch = 8192;
const Limit kSaid{0, ""};

/// Takes what a device has but for kLeft, and gives it back at its end.
class Scarcity {
  public:
    Scarcity() = default;
    Scarcity(const Scarcity&) = delete;
    Scarcity& operator=(const Scarcity&) = delete;
    virtual ~Scarcity() = default;
};

/// Tensors on the card, in ever smaller pieces until nothing fits.
class CardScarcity : public Scarcity {
  public:
    explicit CardScarcity(const torch::TensorOptions& bytes) : m_bytes(bytes) {
        {
            const auto left = torch::empty({kLeft}, bytes);
            for (auto piece = kMost; piece >= kMebibyte;)
                if (!take(piece)) piece /= 2;
        }
        // What was kept back is LibTorch's now; a request that fails makes it return that to the driver,
        // which needs some for the kernels that it loads.
        take(kMost);
    }

  private:
    static constexpr std::int64_t kMost = 65536 * kMebibyte;

    bool take(std::int64_t piece) {
        try {
            m_fill.push_back(torch::empty({piece}, m_bytes));
            return true;
        } catch (const c10::Error&) {
            return false;
        }
    }

    torch::TensorOptions m_bytes;
    std::vector<torch::Tensor> m_fill;
};

/// A limit on the addresses of this process: allocations beyond it fail as they would without memory.
class HostScarcity : public Scarcity {
  public:
    HostScarcity() {
        getrlimit(RLIMIT_AS, &m_before);
        std::int64_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(pages * sysconf(_SC_PAGESIZE) + kLeft);
        setrlimit(RLIMIT_AS, &limit);
    }
    ~HostScarcity() override { setrlimit(RLIMIT_AS, &m_before); }

  private:
    rlimit m_before{};
};

std::unique_ptr<Scarcity> scarcityOn(const std::string& device) {
    if (device == "cpu") return std::make_unique<HostScarcity>();
    return std::make_unique<CardScarcity>(torch::dtype(torch::kUInt8).device(torch::Device(device)));
}

class MemoryCheck {
  public:
    MemoryCheck(std::string device, std::filesystem::path folder, Findings& findings)
        : m_device(std::move(device)),
          m_folder(std::move(folder)),
          m_findings(findings),
          m_data(slopes({1, 28, 28}, kHugeBatch)) {}

    void run() {
        ask("trains and scores", [&] { train(kSmallBatch), score(kSmallBatch, kSmallBatch); });
        auto scarcity = scarcityOn(m_device);
        if (m_device == "cpu") {  // in shards, which take as much of any batch
            ask("a large batch trains in what is left", [&] { train(kBatch); });
            ask("a large batch scores in what is left", [&] { score(kHugeBatch, kHugeBatch); });
        } else {
            askFailure("training with too little says so", [&] { train(kBatch); });
            askFailure("scoring with too little says so", [&] { score(kHugeBatch, kHugeBatch); });
        }
        ask("a small batch trains beside what fills the device", [&] { train(kSmallBatch); });
        ask("a small batch scores beside what fills the device", [&] { score(kSmallBatch, kSmallBatch); });
        scarcity.reset();
        ask("what was too much trains afterwards", [&] { train(kBatch); });
        ask("and scores", [&] { score(kBatch, kBatch); });
    }

  private:
    void ask(const std::string& what, const std::function<void()>& work) {
        m_findings.ask("memory", what, kSaid, [&] { return work(), 0; });
    }

    void askFailure(const std::string& what, const std::function<void()>& work) {
        ask(what, [&] {
            std::string said = "nothing";
            try {
                work();
            } catch (...) {
                const auto failure = currentFailure(what);
                if (failure.retryWithHalfBatch) return;
                said = failure.message;
            }
            throw Error("expected a failure that offers half the batch, found: " + said);
        });
    }

    void train(std::int64_t batch) {
        using Int = std::int64_t;
        RunSpec spec;
        spec.preset = "";
        spec.modelOptions = {{"levels", Int{1}}, {"steps", Int{16}}, {"hidden", Int{32}}};
        spec.trainOptions = {{"steps", Int{1}}, {"batch", batch}};
        spec.device = m_device;
        LiveTraining live;
        startTraining(spec, m_data, m_folder / "memory.h5", {}, live);
        m_model = live.snapshot();
    }

    void score(std::int64_t images, std::int64_t batch) const {
        const auto table = m_model->evaluate(m_data.first(images), {.batch = batch});
        for (const double bits : table->bitsPerDims())
            if (!std::isfinite(bits)) throw Error("expected finite scores, found one that is not");
    }

    std::string m_device;
    std::filesystem::path m_folder;
    Findings& m_findings;
    ImageSet m_data;
    std::shared_ptr<const FrozenModel> m_model;
};

}  // namespace

void checkMemory(const std::string& device, const std::filesystem::path& folder, Findings& findings) {
    MemoryCheck(device, folder, findings).run();
}

}  // namespace nescio::devices
