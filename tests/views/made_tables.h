// Tables of terms whose log-likelihoods a test writes down.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/values/term_table.h"

namespace nescio::tests {

/// Two columns, a prior and a log-det; the log-likelihoods are exactly `totals`.
inline std::shared_ptr<const TermTable> madeTable(const std::string& id, const std::vector<double>& totals) {
    auto made = std::make_shared<TermTable>();
    made->setId = id;
    made->setTitle = id;
    made->shape = {1, 2, 2};
    made->columns = {{.label = "prior", .kind = TermKind::Prior},
                     {.label = "log det", .kind = TermKind::LogDet}};
    made->available = static_cast<std::int64_t>(totals.size());
    for (std::size_t i = 0; i < totals.size(); ++i) {
        made->nats.push_back(totals[i] - 1);
        made->nats.push_back(1);
        made->key.indices.push_back(static_cast<std::int64_t>(i));
    }
    return made;
}

}  // namespace nescio::tests
