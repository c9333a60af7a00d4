#include "core/math/once_a_batch.h"

#include <utility>

namespace nescio {
namespace {

thread_local OnceABatch* t_batch = nullptr;

}  // namespace

OnceABatch::Scope::Scope(OnceABatch& batch) : m_before(std::exchange(t_batch, &batch)) {}

OnceABatch::Scope::~Scope() {
    t_batch = m_before;
}

const OnceABatch::Tensors& OnceABatch::get(const void* who, const std::function<Tensors()>& make) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_made.find(who);
    if (found != m_made.end()) return found->second;
    return m_made.emplace(who, takenOut(make())).first->second;
}

OnceABatch::Tensors OnceABatch::takenOut(const Tensors& made) {
    Tensors given;
    for (const auto& tensor : made) {
        if (!tensor.requires_grad()) {
            given.push_back(tensor);
            continue;
        }
        m_originals.push_back(tensor);
        m_copies.push_back(tensor.detach().requires_grad_(true));
        given.push_back(m_copies.back());
    }
    return given;
}

OnceABatch::Tensors OnceABatch::copies() {
    const std::lock_guard lock(m_mutex);
    return m_copies;
}

OnceABatch::Tensors OnceABatch::gradientsIn(const Tensors& inputs, const Tensors& ofCopies) const {
    Tensors outputs, outer;
    for (std::size_t i = 0; i < ofCopies.size(); ++i)
        if (ofCopies[i].defined()) {
            outputs.push_back(m_originals[i]);
            outer.push_back(ofCopies[i]);
        }
    if (outputs.empty()) return Tensors(inputs.size());
    return torch::autograd::grad(outputs, inputs, outer, /*retain_graph=*/c10::nullopt,
                                 /*create_graph=*/false, /*allow_unused=*/true);
}

OnceABatch::Tensors onceABatch(const void* who, const std::function<OnceABatch::Tensors()>& make) {
    return t_batch ? t_batch->get(who, make) : make();
}

}  // namespace nescio
