// Which scores have a place in a ranking, and how those that have none are counted and named.
#pragma once

#include <string>
#include <vector>

namespace nescio {

/// Scores that have a place in a ranking, ±infinity among them, and how many are NaN and have none.
struct Rankable {
    std::vector<double> values;
    std::size_t nan = 0;
};
Rankable rankable(const std::vector<double>& values);

/// "3 of 500 of MNIST test are NaN, left out"; "" where none is.
std::string leftOutWords(std::size_t nan, std::size_t of, const std::string& set);

}  // namespace nescio
