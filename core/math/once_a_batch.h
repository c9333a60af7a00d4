// What depends on the weights alone (folded weights, log-determinants of matrices) is the same for all shards
// of a batch: it is made by the shard that comes first, and its gradient goes back once, for all of them.
#pragma once

#include <functional>
#include <mutex>
#include <unordered_map>

#include "core/math/tensor.h"

namespace nescio {

/// Usage: one a batch; a Scope around the work on each shard, in which onceABatch() finds it. While gradients
/// are recorded, shards get copies outside the graph: ask for their gradients (copies()), sum them over the
/// shards, and give the sums to gradientsIn(). Thread: any; gradientsIn() after the shards.
class OnceABatch {
  public:
    using Tensors = torch::autograd::variable_list;

    /// Makes it the one of the calling thread.
    class Scope {
      public:
        explicit Scope(OnceABatch& batch);
        ~Scope();
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        OnceABatch* m_before;
    };

    /// What `make` made for `who`, now or before.
    const Tensors& get(const void* who, const std::function<Tensors()>& make);
    /// All that has a gradient so far, in the order it was made.
    [[nodiscard]] Tensors copies();
    /// The gradients in `inputs` of what copies() are copies of, given those of the copies; undefined ones
    /// count for nothing.   Shapes: one an input, undefined where none depends on it.
    [[nodiscard]] Tensors gradientsIn(const Tensors& inputs, const Tensors& ofCopies) const;

  private:
    Tensors takenOut(const Tensors& made);

    std::mutex m_mutex;
    std::unordered_map<const void*, Tensors> m_made;  ///< as shards get it
    Tensors m_originals, m_copies;
};

/// What `make` gives, which must depend on nothing but the weights of `who`: within a batch in shards, made
/// once.
OnceABatch::Tensors onceABatch(const void* who, const std::function<OnceABatch::Tensors()>& make);

}  // namespace nescio
