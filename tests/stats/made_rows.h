// Rows of features for tests, the same on every machine.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/stats/feature_table.h"
#include "datasets/random.h"

namespace made {

/// About normal: the sum of twelve uniform numbers, minus 6.
inline double normal(nescio::Random& random) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += random.unit();
    return sum;
}

inline std::vector<double> normals(std::size_t n, std::uint64_t seed, double mean = 0, double deviation = 1) {
    nescio::Random random(seed);
    std::vector<double> values(n);
    for (auto& value : values) value = mean + deviation * normal(random);
    return values;
}

/// Two features: half of the rows about (0, 0), half about (8, 8) with a third of the spread.
inline nescio::FeatureTable twoClusters(std::size_t n, std::uint64_t seed = 1) {
    nescio::Random random(seed);
    nescio::FeatureTable table{.features = 2, .values = {}};
    for (std::size_t i = 0; i < n; ++i)
        for (int f = 0; f < 2; ++f)
            table.values.push_back(i < n / 2 ? normal(random) : 8 + normal(random) / 3);
    return table;
}

/// The table with another feature, the same in every row, in front.
inline nescio::FeatureTable withConstant(const nescio::FeatureTable& table, double constant) {
    nescio::FeatureTable wider{.features = table.features + 1, .values = {}};
    for (std::size_t i = 0; i < table.rows(); ++i) {
        wider.values.push_back(constant);
        const auto row = table.row(i);
        wider.values.insert(wider.values.end(), row.begin(), row.end());
    }
    return wider;
}

/// The table with a row more, somewhere inside.
inline nescio::FeatureTable withRow(nescio::FeatureTable table, const std::vector<double>& row) {
    table.values.insert(table.values.begin() + static_cast<std::ptrdiff_t>(3 * table.features), row.begin(),
                        row.end());
    return table;
}

}  // namespace made
