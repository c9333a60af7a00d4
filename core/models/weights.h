// Weights in and out of a model, as named arrays.
#pragma once

#include <string>
#include <vector>

#include "core/math/tensor.h"
#include "core/store/run_file.h"

namespace nescio {

/// A copy of a tensor as it lies in a file.
NamedArray toArray(const std::string& name, const torch::Tensor& tensor);
/// Writes an array into a tensor.   Throws: RunFileError when shape or type differ.
void fromArray(const NamedArray& array, const torch::Tensor& into);

/// Parameters and buffers, by name.
std::vector<NamedArray> weightsOf(const torch::nn::Module& module);
/// Throws: RunFileError when a name is missing or left over, or a shape differs.
void loadWeights(torch::nn::Module& module, const std::vector<NamedArray>& weights);
/// What the weights are: a digest of every name, shape and value.
std::string digestOf(const torch::nn::Module& module);
/// Copies parameters and buffers between two models of one kind.
void copyWeights(const torch::nn::Module& from, torch::nn::Module& to);

}  // namespace nescio
