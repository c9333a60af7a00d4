// The network of Gated PixelCNN: what it says about a pixel depends on the pixels before it in raster order,
// and on the channels before it at the same pixel, and on nothing else. No probability in here.
#pragma once

#include <memory>
#include <vector>

#include "core/math/tensor.h"
#include "core/values/shape.h"

namespace nescio {

/// What the network is built from.
struct GatedPixelCnnOptions {
    ImageShape image;
    int layers = 5;
    int hidden = 32;      ///< features of each stack; at least one a channel
    int kernel = 3;       ///< side of the convolutions, odd; 1 keeps the field of view of the first layer
    int firstKernel = 7;  ///< side of the first layer's convolution, odd, 3 or more
    int outputs = 256;    ///< numbers a byte
};

/// Two stacks. The vertical one sees all rows above, the horizontal one its own row to the left, the earlier
/// channels of its own pixel, and the vertical stack of the row above: no blind spot. Hidden features of the
/// horizontal stack fall into groups, one a channel: group g speaks for channel g and reads groups up to g.
/// Source: van den Oord et al. 2016, Conditional image generation with PixelCNN decoders, section 2.
class GatedPixelCnn : public torch::nn::Module {
  public:
    GatedPixelCnn(const GatedPixelCnnOptions& options, torch::Generator generator);

    /// Shapes: x [N,C,H,W] -> [N,C,outputs,H,W].
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& x) const;

    class Walk;  ///< the same numbers pixel by pixel

    /// Multiply-adds of drawing one image: by computing all of it anew for each byte, and by a Walk.
    struct Cost {
        std::int64_t naive = 0, cached = 0;
    };
    [[nodiscard]] Cost costOfOneImage() const;

  private:
    struct Layer {
        torch::Tensor verticalWeight, verticalBias;  ///< [2F,in,rows,kernel]
        torch::Tensor downWeight, downBias;          ///< [2F,2F,1,1], from the row above
        /// [2F,in,1,columns], its last column is the pixel itself.
        torch::Tensor horizontalWeight, horizontalMask;
        torch::Tensor mixWeight, mixBias, mixMask;  ///< [F,F,1,1]
        [[nodiscard]] torch::Tensor horizontal() const { return horizontalWeight * horizontalMask; }
        [[nodiscard]] torch::Tensor mix() const { return mixWeight * mixMask; }
    };
    Layer makeLayer(int index, torch::Generator& generator);
    torch::Tensor weight(const std::string& name, at::IntArrayRef shape, torch::Generator& generator);

    GatedPixelCnnOptions m_options;
    std::vector<Layer> m_layers;
    torch::Tensor m_lastWeight, m_lastBias, m_lastMask;  ///< [F,F,1,1]
    torch::Tensor m_outWeight, m_outBias, m_outMask;     ///< [C*outputs,F,1,1]
};

/// Visits the pixels of N images in raster order and keeps every activation that later pixels need, so that a
/// pixel costs one column of the network, not all of it.
/// Usage: for each row: beginRow(); for each column and channel: outputsAt(), then set().
/// Requires: no gradients wanted; weights that stay as they are.
class GatedPixelCnn::Walk {
  public:
    Walk(const GatedPixelCnn& net, std::int64_t images);

    void beginRow();
    /// Shapes: -> [N,outputs] for this column of the current row.
    [[nodiscard]] torch::Tensor outputsAt(int column, int channel);
    /// Fixes a value.   Shapes: values [N], scaled like the input of forward().
    void set(int column, int channel, const torch::Tensor& values);

  private:
    struct Cache {
        torch::Tensor rows;       ///< what the vertical convolution reads: [N,in,H + rows - 1,W + kernel - 1]
        torch::Tensor columns;    ///< what the horizontal one reads: [N,in,W + columns - 1]
        torch::Tensor fromAbove;  ///< [W,N,2F]: the row above, after downWeight
        torch::Tensor horizontal, mix;  ///< masked weights, [in * columns,2F] and [F,F]
    };
    void finishRow();

    const GatedPixelCnn& m_net;
    std::int64_t m_images;
    int m_row = -1;
    std::vector<Cache> m_caches;
    torch::Tensor m_last, m_out;  ///< masked, [F,F] and [F,C*outputs]
};

}  // namespace nescio
