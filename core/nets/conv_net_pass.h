// The coupling network 3×3 -> 1×1 -> 3×3 on plain memory, forward and backward, a few images at a time: their
// hidden channels stay in a core's cache between one layer and the next. As operations on whole batches the
// same network spends more time moving them than multiplying.
//
// Matrices are channels by pixels. A 3×3 convolution of few channels into many is a product with the nine
// neighbours of each pixel; one of many channels into few is nine products whose results move by a pixel.
#pragma once

#include <cstdint>
#include <vector>

namespace nescio {

/// How many of what.
struct ConvNetSizes {
    std::int64_t images = 0, in = 0, hidden = 0, out = 0, height = 0, width = 0;

    [[nodiscard]] std::int64_t pixels() const { return height * width; }
};

/// One layer: y = (W x + bias) * scale, a bias and a scale a channel.
template <class Number>
struct ConvNetLayer {
    Number* weight = nullptr;  ///< first: [hidden, in·9]; second: [hidden, hidden]; last: [out·9, hidden]
    Number* bias = nullptr;
    Number* scale = nullptr;
};

/// The three layers; of who only reads them `const Number`. Among gradients `scale` is that of log(scale).
template <class Number>
struct ConvNetLayers {
    ConvNetLayer<Number> first, second, last;
};

/// The network on one thread.   Instances: float and double.
template <class Number>
class ConvNetPass {
  public:
    ConvNetPass(const ConvNetSizes& sizes, const ConvNetLayers<const Number>& layers);

    /// Numbers that forward() keeps for backward().
    [[nodiscard]] std::int64_t keptSize() const { return 2 * m_sizes.images * hiddenOfImage(); }
    /// Shapes: x [images, in, height, width] -> y [images, out, height, width]; kept [keptSize()], or null
    /// where no backward() follows.
    void forward(const Number* x, Number* y, Number* kept);
    /// Shapes: of forward(); dy as y -> dx as x, gradients as the layers, unless null; all overwritten.
    void backward(const Number* x, const Number* y, const Number* kept, const Number* dy, Number* dx,
                  const ConvNetLayers<Number>* gradients);

  private:
    /// Images that go through together, and where their hidden channels lie.
    struct Group;
    template <class Do>
    void eachGroup(Do run) const;
    [[nodiscard]] std::int64_t hiddenOfImage() const { return m_sizes.hidden * m_sizes.pixels(); }
    void gatherFirst(const Number* x, const Group& group);
    void forwardLast(const Number* hidden, const Group& group, Number* y);
    void backwardLast(const Number* y, const Number* dy, const Number* hidden, const Group& group,
                      const ConvNetLayer<Number>* gradients);
    void backwardHidden(const ConvNetLayer<const Number>& layer, const Number* output, const Group& group,
                        Number* gradient, const ConvNetLayer<Number>* gradients) const;
    void clear(const ConvNetLayers<Number>& gradients) const;

    ConvNetSizes m_sizes;
    ConvNetLayers<const Number> m_layers;
    std::int64_t m_together;                ///< images in a group
    std::vector<Number> m_neighbours;       ///< [in·9, pixels of the group]
    std::vector<Number> m_moved;            ///< [out·9, pixels of the group]
    std::vector<Number> m_first, m_second;  ///< [hidden, pixels of the group]
};

}  // namespace nescio
