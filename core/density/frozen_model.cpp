#include "core/density/frozen_model.h"

#include "core/density/frozen_model_impl.h"

namespace nescio {

FrozenModel::FrozenModel(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
FrozenModel::~FrozenModel() = default;

const RunSummary& FrozenModel::run() const {
    return m_impl->summary;
}
ImageShape FrozenModel::shape() const {
    return m_impl->model->shape();
}
std::vector<TermInfo> FrozenModel::terms() const {
    return m_impl->model->termInfos();
}

Tightness FrozenModel::tightness() const {
    return m_impl->model->tightness();
}

}  // namespace nescio
