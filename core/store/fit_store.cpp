#include "core/store/fit_store.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "core/store/column_store.h"
#include "core/store/run_layout.h"

namespace nescio {
namespace {

using namespace hdf5;

constexpr const char* kNumbers = "numbers";

FittedScore readFit(hid_t group) {
    return {.score = readText(group, "score"),
            .reference = readText(group, "reference"),
            .referenceTitle = readText(group, "reference_title"),
            .referenceKey = readText(group, "reference_key"),
            .images = readInt(group, "images"),
            .weights = readWeightsId(group),
            .state = readState(group)};
}

}  // namespace

std::string pathOf(const FittedScore& fit) {
    return fmt::format("{}/{}/{}", layout::kFits, fit.score, fit.referenceKey);
}

void writeFit(hid_t file, const FittedScore& fit) {
    const Handle group = makeGroup(file, pathOf(fit));
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    writeInt(group, "written_us", std::chrono::duration_cast<std::chrono::microseconds>(now).count());
    writeText(group, "score", fit.score);
    writeText(group, "reference", fit.reference);
    writeText(group, "reference_title", fit.referenceTitle);
    writeText(group, "reference_key", fit.referenceKey);
    writeInt(group, "images", fit.images);
    writeWeightsId(group, fit.weights);
    writeState(group, fit.state);
}

void writeState(hid_t group, const ScoreState& state) {
    const Handle numbers = makeGroup(group, kNumbers);
    std::vector<std::string> names;
    for (const auto& [name, list] : state.numbers) {
        names.push_back(name);  // names of lists are free text: they lie under their number
        describe(writeReals(numbers, std::to_string(names.size()), list), "", name);
    }
    writeTexts(group, "names", names);
}

ScoreState readState(hid_t group) {
    ScoreState state;
    const auto names = readTexts(group, "names");
    const Handle numbers = openGroup(group, kNumbers);
    for (std::size_t i = 0; i < names.size(); ++i)
        state.numbers[names[i]] = readReals(numbers, std::to_string(i + 1));
    return state;
}

std::vector<FittedScore> readAllFits(hid_t file) {
    std::vector<std::pair<std::int64_t, FittedScore>> found;
    if (!exists(file, layout::kFits)) return {};
    const Handle all = openGroup(file, layout::kFits);
    for (const auto& score : groupsOf(all)) {
        const Handle ofScore = openGroup(all, score);
        for (const auto& key : groupsOf(ofScore)) {
            const Handle group = openGroup(ofScore, key);
            found.emplace_back(readInt(group, "written_us"), readFit(group));
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<FittedScore> fits;
    for (auto& one : found) fits.push_back(std::move(one.second));
    return fits;
}

}  // namespace nescio
