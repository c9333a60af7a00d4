#include "core/models/lazy_model.h"

#include <utility>

#include "core/models/load_model.h"

namespace nescio {

LazyModel::LazyModel(std::string runPath, std::string device)
    : m_runPath(std::move(runPath)), m_device(std::move(device)) {}

std::shared_ptr<const FrozenModel> LazyModel::get() {
    {
        const std::lock_guard lock(m_mutex);
        if (m_model) return m_model;
    }
    // Loaded outside the lock: `set` must never wait for a file.
    auto loaded = loadFrozenModel(m_runPath, m_device);
    const std::lock_guard lock(m_mutex);
    if (!m_model) m_model = std::move(loaded);
    return m_model;
}

void LazyModel::set(std::shared_ptr<const FrozenModel> model) {
    const std::lock_guard lock(m_mutex);
    m_model = std::move(model);
}

}  // namespace nescio
