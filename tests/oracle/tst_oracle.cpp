// Every model family against oracle.py, which shares no code with the engine: 100 images under fixed weights
// agree to 1e-4 bits/dim with the numbers in expected.json, and where Python has torch and h5py the script is
// asked again. NESCIO_ORACLE_WRITE=1 in the environment rewrites expected.json from what the script says.

#include <QtTest>

#include <QProcess>
#include <QTemporaryDir>

#include <fstream>

#include <nlohmann/json.hpp>

#include "core/density/frozen_batches.h"
#include "core/models/load_model.h"
#include "core/models/make_model.h"
#include "core/models/model_kind.h"
#include "core/models/weights.h"
#include "core/store/run_file.h"
#include "core/values/content.h"
#include "tests/patience.h"
#include "tests/test_list.h"

using namespace nescio;
using Json = nlohmann::ordered_json;

namespace {

constexpr double kTolerance = 1e-4;  // bits/dim; single against double precision differs by 1e-6 or less
constexpr std::int64_t kImages = 100;
const QString kFolder = QStringLiteral(NESCIO_SOURCE_DIR "/tests/oracle/");

struct Case {
    const char* name;
    const char* model;
    OptionValues options;
    ImageShape shape;
    int draws = 1;
    int members = 1;
};

const std::vector<Case>& cases() {
    using Int = std::int64_t;
    const auto text = [](const char* value) { return std::string(value); };
    const ImageShape grey{1, 8, 8}, colour{3, 8, 8};
    static const std::vector<Case> all{
        {"glow", "glow", {{"levels", Int{2}}, {"steps", Int{2}}, {"hidden", Int{6}}}, grey, 2},
        {"glow-highway-lu-learned",
         "glow",
         {{"levels", Int{2}},
          {"steps", Int{2}},
          {"hidden", Int{6}},
          {"net", text("highway")},
          {"mixing", text("lu")},
          {"prior", text("learned")}},
         colour},
        {"cv-glow", "cv_glow", {{"levels", Int{2}}, {"steps", Int{2}}, {"hidden", Int{6}}}, colour},
        {"cv-glow-steady",
         "cv_glow",
         {{"levels", Int{2}}, {"steps", Int{2}}, {"hidden", Int{6}}, {"prior", text("steady")}},
         grey},
        {"realnvp", "realnvp", {{"levels", Int{2}}, {"hidden", Int{5}}, {"blocks", Int{2}}}, grey},
        {"realnvp-plain-learned",
         "realnvp",
         {{"levels", Int{3}}, {"hidden", Int{5}}, {"logit", false}, {"prior", text("learned")}},
         colour},
        {"pixelcnn-softmax", "pixelcnn", {{"layers", Int{3}}, {"hidden", Int{7}}}, colour},
        {"pixelcnn-logistics",
         "pixelcnn",
         {{"layers", Int{3}}, {"hidden", Int{7}}, {"output", text("logistics")}, {"components", Int{4}}},
         colour},
        {"local-pixelcnn", "local_pixelcnn", {{"layers", Int{2}}, {"hidden", Int{7}}}, grey},
        {"vae-categorical-elbo", "vae", {{"latents", Int{5}}, {"hidden", Int{4}}}, grey},
        {"vae-logistic-k8",
         "vae",
         {{"latents", Int{5}}, {"hidden", Int{4}}, {"likelihood", text("logistic")}},
         colour,
         8},
        {"vae-gaussian",
         "vae",
         {{"latents", Int{5}}, {"hidden", Int{4}}, {"likelihood", text("gaussian")}},
         grey},
        {"ensemble-of-3", "glow", {{"levels", Int{1}}, {"steps", Int{2}}, {"hidden", Int{4}}}, grey, 1, 3},
    };
    return all;
}

/// Weights that are the same on every machine and in every version of LibTorch.
void fixWeights(torch::nn::Module& module) {
    const torch::NoGradGuard noGrad;
    const auto noiseFor = [](const std::string& name, const torch::Tensor& like) {
        std::uint64_t seed = 14695981039346656037ULL;
        for (const char letter : name) seed = (seed ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
        return normalNoise({.seed = seed, .images = {0}}, NoiseStream::Weights, like.numel())
            .view(like.sizes());
    };
    for (auto& item : module.named_parameters()) {
        auto& tensor = item.value();
        const auto noise = noiseFor(item.key(), tensor);
        const double fanIn = tensor.dim() == 4 ? static_cast<double>(tensor[0].numel()) : 100;
        tensor.copy_(noise / std::sqrt(fanIn));
        if (item.key().ends_with("mixing.weight")) tensor.copy_(torch::eye(tensor.size(0)) + 0.1 * noise);
    }
    // The fixed parts of an LU decomposition come from a random rotation; here they are the simplest ones.
    for (auto& item : module.named_buffers()) {
        if (item.key().ends_with("permutation")) item.value().copy_(torch::eye(item.value().size(0)));
        if (item.key().ends_with("signs")) item.value().fill_(1);
    }
}

/// The images of oracle.py's formula_images().
ImageSet formulaImages(const ImageShape& shape) {
    ImageSet set{.id = "formula",
                 .title = "formula",
                 .source = "formula",
                 .shape = shape,
                 .count = kImages,
                 .available = kImages};
    for (std::int64_t i = 0; i < kImages; ++i)
        for (int c = 0; c < shape.channels; ++c)
            for (int y = 0; y < shape.height; ++y)
                for (int x = 0; x < shape.width; ++x)
                    set.bytes.own().push_back(
                        static_cast<std::uint8_t>((i * 7 + c * 31 + y * y * 3 + x * 5 * (i % 5)) % 256));
    return set;
}

/// What keys the noise of these images, for the script: the engine's keys are content, which is arbitrary to
/// it.
QString noiseKeys(const ImageShape& shape) {
    QStringList keys;
    for (const auto key : noiseKeysOf(contentsOf(formulaImages(shape)))) keys << QString::number(key);
    return keys.join(',');
}

double worstOf(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return std::numeric_limits<double>::infinity();
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i) worst = std::max(worst, std::abs(a[i] - b[i]));
    return worst;
}

/// What a program prints; empty when it fails.
QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(kPatienceMs) || process.exitCode() != 0) return {};
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QString versionsOf(const QString& python) {
    return outputOf(python, {"-c",
                             "import platform, torch, numpy, h5py\n"
                             "print('Python', platform.python_version(), 'torch', torch.__version__, "
                             "'numpy', numpy.__version__, 'h5py', h5py.__version__)"});
}

/// A Python that has what the script needs; empty where there is none.
QString python() {
    for (const auto* name : {"python3", "/usr/bin/python3"})
        if (!versionsOf(name).isEmpty()) return name;
    return {};
}

}  // namespace

class TestOracle : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString fileOf(const Case& one) const { return m_folder.filePath(QString(one.name) + ".h5"); }

    std::vector<double> scriptSays(const QString& python, const Case& one) const {
        const auto text =
            outputOf(python, {kFolder + "oracle.py", fileOf(one), "--draws", QString::number(one.draws),
                              "--noise-keys", noiseKeys(one.shape)});
        std::vector<double> numbers;
        for (const auto& line : text.split('\n', Qt::SkipEmptyParts)) numbers.push_back(line.toDouble());
        return numbers;
    }

    static std::vector<double> engineSays(const QString& file, const Case& one) {
        const auto model = loadFrozenModel(file.toStdString(), "cpu");
        return model->evaluate(formulaImages(one.shape), {.draws = one.draws})->bitsPerDims();
    }

    void writeExpected() const {
        const auto program = python();
        std::ofstream out((kFolder + "expected.json").toStdString());
        out << "{\"made_with\": " << Json(versionsOf(program).toStdString())
            << ",\n \"unit\": \"bits/dim\",\n \"images\": {";
        const char* separator = "\n";
        for (const auto& one : cases()) {  // a line a case, so that a change is one line's
            auto numbers = scriptSays(program, one);
            for (auto& number : numbers) number = std::round(number * 1e6) / 1e6;
            out << separator << "  " << Json(one.name) << ": " << Json(numbers);
            separator = ",\n";
        }
        out << "}}\n";
    }

  private Q_SLOTS:
    void initTestCase() {
        for (const auto& one : cases()) {
            RunSummary summary;
            summary.spec = {.model = one.model,
                            .preset = "",
                            .modelOptions = completed(modelKind(one.model).options, one.options),
                            .members = one.members};
            summary.shape = one.shape;
            summary.title = one.name;
            const auto model = makeModel(summary.spec, one.shape, torch::kCPU);
            fixWeights(*model);
            Checkpoint checkpoint{.step = 0, .weights = weightsOf(*model), .optimiser = {}, .meters = {}};
            updateRunFile(fileOf(one).toStdString(),
                          {.summary = summary, .checkpoint = checkpoint, .tables = {}, .samples = {}});
        }
        if (qEnvironmentVariableIsSet("NESCIO_ORACLE_WRITE")) writeExpected();
    }

    void theEngineAgreesWithTheStoredNumbers_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::addRow("%s", cases()[i].name) << static_cast<int>(i);
    }
    void theEngineAgreesWithTheStoredNumbers() {
        QFETCH(int, index);
        const auto& one = cases()[static_cast<std::size_t>(index)];
        const auto expected = Json::parse(std::ifstream((kFolder + "expected.json").toStdString()));
        const auto numbers = expected["images"][one.name].get<std::vector<double>>();
        QCOMPARE(numbers.size(), static_cast<std::size_t>(kImages));
        const double worst = worstOf(engineSays(fileOf(one), one), numbers);
        QVERIFY2(worst < kTolerance, qPrintable(QString::number(worst)));
        // Not a trivial agreement: the images differ from each other.
        QVERIFY(*std::max_element(numbers.begin(), numbers.end()) -
                    *std::min_element(numbers.begin(), numbers.end()) >
                0.01);
    }

    void theScriptStillSaysTheSame() {
        const auto program = python();
        if (program.isEmpty()) QSKIP("no Python with torch and h5py");
        for (const auto& one : cases()) {
            const double worst = worstOf(engineSays(fileOf(one), one), scriptSays(program, one));
            QVERIFY2(worst < kTolerance, qPrintable(QString("%1: %2").arg(one.name).arg(worst)));
        }
    }
};

NESCIO_TEST(tst_oracle, TestOracle)
#include "tst_oracle.moc"
