// Runs that no training made, as large as a test of files needs them.
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "core/store/run_file.h"

namespace nescio::tests {

inline NamedArray madeArray(const std::string& name, std::int64_t numbers, float first) {
    NamedArray array{.name = name, .type = ArrayType::Float32, .shape = {numbers}, .bytes = {}};
    array.bytes.resize(static_cast<std::size_t>(numbers) * sizeof(float));
    for (std::int64_t i = 0; i < numbers; ++i) {
        const float value = first + static_cast<float>(i % 1009);
        std::memcpy(array.bytes.data() + static_cast<std::size_t>(i) * sizeof value, &value, sizeof value);
    }
    return array;
}

/// Weights in ten arrays, and two moments of each.
inline Checkpoint madeCheckpoint(std::int64_t parameters, std::int64_t step = 1) {
    Checkpoint checkpoint{.step = step, .weights = {}, .optimiser = {}, .meters = {}};
    for (int part = 0; part < 10; ++part) {
        const auto name = "part" + std::to_string(part);
        const auto first = static_cast<float>(part) + static_cast<float>(step);
        checkpoint.weights.push_back(madeArray(name, parameters / 10, first));
        checkpoint.optimiser.push_back(madeArray(name + ".first", parameters / 10, -first));
        checkpoint.optimiser.push_back(madeArray(name + ".second", parameters / 10, first * first));
    }
    return checkpoint;
}

inline RunSummary madeSummary() {
    RunSummary summary;
    summary.title = "a made run";
    summary.shape = {1, 28, 28};
    summary.step = 1;
    summary.history = {{.step = 1, .epoch = 0.5, .total = 4.5}};
    summary.provenance = {{"creator", "a test"}};
    return summary;
}

/// Every value is `value`, so that a mixture of two tables shows.
inline TermTable madeTable(const std::string& id, std::int64_t images, double value) {
    TermTable table;
    table.setId = id;
    table.setTitle = "a made set";
    table.shape = {1, 28, 28};
    table.columns = {{"prior", TermKind::Prior, 1, 0}, {"bytes", TermKind::Scaling, 0, 0}};
    table.nats.assign(static_cast<std::size_t>(images) * 2, value);
    for (std::int64_t i = 0; i < images; ++i) {
        table.key.indices.push_back(i);
        table.labels.push_back(static_cast<int>(i % 10));
    }
    table.available = images;
    return table;
}

inline constexpr std::int64_t kMadeParameters = 80'000;

/// A run with one table, "first/set".   Units: 12 bytes of file a parameter.
inline std::filesystem::path madeRun(const std::filesystem::path& file,
                                     std::int64_t parameters = kMadeParameters) {
    updateRunFile(file, {.summary = madeSummary(),
                         .checkpoint = madeCheckpoint(parameters),
                         .tables = {madeTable("first/set", 100, 1)},
                         .samples = {}});
    return file;
}

inline std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline bool sameArrays(const std::vector<NamedArray>& left, const std::vector<NamedArray>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const NamedArray& one, const NamedArray& other) {
                          return one.name == other.name && one.shape == other.shape &&
                                 one.bytes == other.bytes;
                      });
}
inline bool sameCheckpoint(const Checkpoint& left, const Checkpoint& right) {
    return left.step == right.step && sameArrays(left.weights, right.weights) &&
           sameArrays(left.optimiser, right.optimiser);
}

}  // namespace nescio::tests
