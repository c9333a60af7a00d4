// How long tests wait for what must come. Far more than it takes anywhere: only a hang runs into it, so that
// no test fails for being run on a slow or busy machine.
#pragma once

namespace nescio {

inline constexpr int kPatienceMs = 240'000;

}  // namespace nescio
