#include "core/models/weights.h"

#include <cstring>
#include <map>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/values/content.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

ArrayType arrayType(const torch::Tensor& tensor) {
    switch (tensor.scalar_type()) {
        case torch::kFloat32:
            return ArrayType::Float32;
        case torch::kFloat64:
            return ArrayType::Float64;
        case torch::kInt64:
            return ArrayType::Int64;
        case torch::kUInt8:
            return ArrayType::UInt8;
        default:
            throw RunFileError(std::string("weights: cannot store ") + toString(tensor.scalar_type()));
    }
}

torch::ScalarType scalarType(ArrayType type) {
    switch (type) {
        case ArrayType::Float32:
            return torch::kFloat32;
        case ArrayType::Float64:
            return torch::kFloat64;
        case ArrayType::Int64:
            return torch::kInt64;
        case ArrayType::UInt8:
            return torch::kUInt8;
    }
    return torch::kUInt8;
}

/// Parameters first, then buffers, by full name.
std::map<std::string, torch::Tensor> namedTensors(const torch::nn::Module& module) {
    std::map<std::string, torch::Tensor> tensors;
    for (const auto& item : module.named_parameters()) tensors.emplace(item.key(), item.value());
    for (const auto& item : module.named_buffers()) tensors.emplace(item.key(), item.value());
    return tensors;
}

}  // namespace

NamedArray toArray(const std::string& name, const torch::Tensor& tensor) {
    const auto host = tensor.detach().cpu().contiguous();
    NamedArray array{.name = name, .type = arrayType(host), .shape = host.sizes().vec(), .bytes = {}};
    array.bytes.resize(host.nbytes());
    std::memcpy(array.bytes.data(), host.data_ptr(), array.bytes.size());
    return array;
}

void fromArray(const NamedArray& array, const torch::Tensor& into) {
    if (!into.sizes().equals(array.shape))
        throw RunFileError(fmt::format("weights “{}”: expected a shape of [{}], found [{}]", array.name,
                                       fmt::join(into.sizes(), ", "), fmt::join(array.shape, ", ")));
    const torch::NoGradGuard noGrad;
    auto host = torch::empty(array.shape, scalarType(array.type));
    std::memcpy(host.data_ptr(), array.bytes.data(), array.bytes.size());
    into.copy_(host);
}

std::vector<NamedArray> weightsOf(const torch::nn::Module& module) {
    std::vector<NamedArray> arrays;
    for (const auto& [name, tensor] : namedTensors(module)) arrays.push_back(toArray(name, tensor));
    return arrays;
}

void loadWeights(torch::nn::Module& module, const std::vector<NamedArray>& weights) {
    auto tensors = namedTensors(module);
    for (const auto& array : weights) {
        const auto found = tensors.find(array.name);
        if (found == tensors.end())
            throw RunFileError("weights: the file has “" + array.name + "”, this model does not");
        fromArray(array, found->second);
        tensors.erase(found);
    }
    if (!tensors.empty())
        throw RunFileError("weights: expected “" + tensors.begin()->first + "”, found none");
}

std::string digestOf(const torch::nn::Module& module) {
    Digest digest;
    for (const auto& [name, tensor] : namedTensors(module)) {
        const auto host = tensor.detach().cpu().contiguous();
        digest.add(name);
        for (const auto side : host.sizes()) digest.add(static_cast<std::uint64_t>(side));
        digest.add(std::span(static_cast<const std::byte*>(host.data_ptr()), host.nbytes()));
    }
    return digest.text();
}

void copyWeights(const torch::nn::Module& from, torch::nn::Module& to) {
    const torch::NoGradGuard noGrad;
    const auto source = namedTensors(from);
    for (const auto& [name, tensor] : namedTensors(to)) tensor.copy_(source.at(name));
}

}  // namespace nescio
