// OpenCV's ml called so that it repeats its result and fails with one of our sentences.
#pragma once

#include <cstdint>
#include <string>

#include <fmt/format.h>
#include <opencv2/core.hpp>

#include "core/values/failure.h"

namespace nescio {

/// Calls `fit` with the thread's random numbers started from `seed`, and gives them back as they were.
/// Throws: DataError with what OpenCV says where it fails.   Thread: any.
template <class Fit>
auto withSeed(const std::string& what, std::uint64_t seed, Fit fit) {
    struct Kept {
        std::uint64_t state = cv::theRNG().state;
        ~Kept() { cv::theRNG().state = state; }
    } const kept;
    cv::theRNG() = cv::RNG(seed + 1);  // 0 would be taken for "the default"
    try {
        return fit();
    } catch (const cv::Exception& error) {
        throw DataError(
            fmt::format("{}: expected rows that OpenCV can fit, found others ({})", what, error.err));
    }
}

}  // namespace nescio
