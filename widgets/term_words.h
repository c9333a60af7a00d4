// Words for the parts of a likelihood that fit the model at hand: density and volume where there are
// log-determinants, the kinds of its terms where there are none.
#pragma once

#include <vector>

#include <QString>

#include "core/values/breakdown.h"

namespace nescio {

/// True where a breakdown has log-determinants, so that "density" and "volume" mean something.
bool hasVolume(const Breakdown& breakdown);

/// "prior", "reconstruction", "pixels", ...: what the terms of a kind are together.
QString kindWords(TermKind kind);

/// All terms of one kind together.   Units: nats.
struct KindSum {
    TermKind kind = TermKind::Prior;
    double nats = 0;
};

/// One entry a kind, in the order in which the model first names them.
std::vector<KindSum> sumsByKind(const Breakdown& breakdown);

}  // namespace nescio
