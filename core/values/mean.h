// A mean with its standard error, and how the two are worded. One value has a mean and no error, which is
// said: "± 0.000" would claim that the next one will be the same.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace nescio {

/// Mean and standard error of a list.
struct Mean {
    double value = 0;          ///< NaN for n = 0
    double standardError = 0;  ///< sample standard deviation / sqrt(n); NaN for n < 2
    std::size_t n = 0;
};
Mean meanOf(const std::vector<double>& values);
/// Those that are finite, in their order.
std::vector<double> finiteOf(const std::vector<double>& values);

/// Over images: "± 0.004"; "(one image: no error)" where there is none.
std::string errorText(const Mean& mean, int digits);
/// Over images: "3.958 ± 0.004", as many digits as the error supports; "7.657 (one image: no error)"; "no
/// finite value" of nothing.
std::string meanText(const Mean& mean);

}  // namespace nescio
