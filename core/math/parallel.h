// Independent pieces of work, each on one thread. Operators that share a batch among threads meet a barrier
// thousands of times in a training step, and where another program takes one of the cores, all of them wait
// at each; here the thread that comes late only does fewer pieces.
#pragma once

#include <cstdint>
#include <functional>

namespace nescio {

/// Does work(0), ..., work(count - 1): the calling thread and helpers of its own, together as many as
/// enterComputeThread() said, each take the next that is left. Within a piece operators use that thread
/// alone, so that what it computes is bit for bit the same with any number of threads. Gradients are recorded
/// or not as they are outside. Called within a piece, it does one after the other. Throws: what the first
/// piece that failed threw, after the others ended; none is begun after that.
void inParallel(std::int64_t count, const std::function<void(std::int64_t)>& work);

}  // namespace nescio
