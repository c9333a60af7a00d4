#include "core/nets/gated_pixelcnn.h"

#include <cmath>

#include <fmt/format.h>

#include "core/nets/gate.h"
#include "core/values/failure.h"

namespace nescio {
namespace {

/// A channel of ones tells the border, where zeros are padded in, from a grey pixel.
torch::Tensor withOnes(const torch::Tensor& x) {
    return torch::cat({x, torch::ones({x.size(0), 1, x.size(2), x.size(3)}, x.options())}, 1);
}

/// Group of each of n features shared among `channels` channels; twice in a row for the halves of a gate.
std::vector<int> groupsOf(int features, int channels, int repeats = 1) {
    std::vector<int> groups;
    for (int r = 0; r < repeats; ++r)
        for (int f = 0; f < features; ++f) groups.push_back(f * channels / features);
    return groups;
}

/// 1 where an input of group `from` may speak to an output of group `to`.   Shapes: -> [to,from,1,1].
torch::Tensor groupMask(const std::vector<int>& to, const std::vector<int>& from, bool ownGroup) {
    auto mask =
        torch::zeros({static_cast<std::int64_t>(to.size()), static_cast<std::int64_t>(from.size()), 1, 1});
    auto cells = mask.accessor<float, 4>();
    for (std::size_t t = 0; t < to.size(); ++t)
        for (std::size_t f = 0; f < from.size(); ++f)
            cells[static_cast<std::int64_t>(t)][static_cast<std::int64_t>(f)][0][0] =
                from[f] < to[t] || (ownGroup && from[f] == to[t]);
    return mask;
}

int rowsAbove(int kernel, bool first) {
    return first ? kernel / 2 : (kernel + 1) / 2;
}

}  // namespace

GatedPixelCnn::GatedPixelCnn(const GatedPixelCnnOptions& options, torch::Generator generator)
    : m_options(options) {
    const int channels = options.image.channels;
    if (options.hidden < channels)
        throw OptionError(
            fmt::format("hidden features: expected one or more for each of {} channels, found {}", channels,
                        options.hidden));
    if (options.kernel % 2 == 0 || options.firstKernel % 2 == 0 || options.firstKernel < 3)
        throw OptionError(fmt::format("kernels: expected odd sides, the first 3 or more, found {} and {}",
                                      options.firstKernel, options.kernel));
    for (int i = 0; i < options.layers; ++i) m_layers.push_back(makeLayer(i, generator));
    const std::int64_t features = options.hidden;
    const auto groups = groupsOf(options.hidden, channels);
    m_lastWeight = weight("last_weight", {features, features, 1, 1}, generator);
    m_lastBias = register_parameter("last_bias", torch::zeros({features}));
    m_lastMask = register_buffer("last_mask", groupMask(groups, groups, true));
    const std::int64_t outputs = std::int64_t{channels} * options.outputs;
    m_outWeight = weight("out_weight", {outputs, features, 1, 1}, generator);
    m_outBias = register_parameter("out_bias", torch::zeros({outputs}));
    m_outMask =
        register_buffer("out_mask", groupMask(groupsOf(channels * options.outputs, channels), groups, true));
}

torch::Tensor GatedPixelCnn::weight(const std::string& name, at::IntArrayRef shape,
                                    torch::Generator& generator) {
    const double fanIn = static_cast<double>(shape[1] * shape[2] * shape[3]);
    return register_parameter(name, at::normal(0.0, 1 / std::sqrt(fanIn), shape, generator, torch::kFloat32));
}

GatedPixelCnn::Layer GatedPixelCnn::makeLayer(int index, torch::Generator& generator) {
    const bool first = index == 0;
    const int channels = m_options.image.channels, hidden = m_options.hidden;
    const int kernel = first ? m_options.firstKernel : m_options.kernel;
    const int in = first ? channels + 1 : hidden, columns = (kernel + 1) / 2;
    const auto name = fmt::format("layer{}_", index + 1);
    Layer layer;
    layer.verticalWeight =
        weight(name + "vertical_weight", {2 * hidden, in, rowsAbove(kernel, first), kernel}, generator);
    layer.verticalBias = register_parameter(name + "vertical_bias", torch::zeros({2 * hidden}));
    layer.downWeight = weight(name + "down_weight", {2 * hidden, 2 * hidden, 1, 1}, generator);
    layer.downBias = register_parameter(name + "down_bias", torch::zeros({2 * hidden}));
    layer.horizontalWeight = weight(name + "horizontal_weight", {2 * hidden, in, 1, columns}, generator);
    // The pixel itself: the first layer reads the channels before its own (and the ones), later layers read
    // features, which know no more than that.
    std::vector<int> from = first ? groupsOf(channels, channels) : groupsOf(hidden, channels);
    if (first) from.push_back(-1);
    auto mask = torch::ones({2 * hidden, in, 1, columns});
    mask.narrow(3, columns - 1, 1).copy_(groupMask(groupsOf(hidden, channels, 2), from, !first));
    layer.horizontalMask = register_buffer(name + "horizontal_mask", mask);
    const auto groups = groupsOf(hidden, channels);
    layer.mixWeight = weight(name + "mix_weight", {hidden, hidden, 1, 1}, generator);
    layer.mixBias = register_parameter(name + "mix_bias", torch::zeros({hidden}));
    layer.mixMask = register_buffer(name + "mix_mask", groupMask(groups, groups, true));
    return layer;
}

torch::Tensor GatedPixelCnn::forward(const torch::Tensor& x) const {
    auto vertical = withOnes(x), horizontal = vertical;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const auto& layer = m_layers[i];
        const auto side = layer.verticalWeight.size(3) / 2, above = layer.verticalWeight.size(2) - 1;
        const auto down = torch::conv2d(torch::constant_pad_nd(vertical, {side, side, above, 0}),
                                        layer.verticalWeight, layer.verticalBias);
        const auto shifted = torch::constant_pad_nd(down, {0, 0, 1, -1});  // row i hears of row i - 1
        const auto left = layer.horizontalWeight.size(3) - 1;
        const auto across =
            torch::conv2d(torch::constant_pad_nd(horizontal, {left, 0, 0, 0}), layer.horizontal());
        const auto mixed =
            torch::conv2d(gate(across + torch::conv2d(shifted, layer.downWeight, layer.downBias)),
                          layer.mix(), layer.mixBias);
        vertical = gate(down);
        horizontal = i == 0 ? mixed : horizontal + mixed;
    }
    const auto last = torch::conv2d(torch::relu(horizontal), m_lastWeight * m_lastMask, m_lastBias);
    const auto out = torch::conv2d(torch::relu(last), m_outWeight * m_outMask, m_outBias);
    return out.view({x.size(0), m_options.image.channels, m_options.outputs, x.size(2), x.size(3)});
}

GatedPixelCnn::Cost GatedPixelCnn::costOfOneImage() const {
    std::int64_t vertical = 0, horizontal = m_lastWeight.numel();  // per position; the outputs come apart
    for (const auto& layer : m_layers) {
        vertical += layer.verticalWeight.numel() + layer.downWeight.numel();
        horizontal += layer.horizontalWeight.numel() + layer.mixWeight.numel();
    }
    const std::int64_t positions = std::int64_t{m_options.image.height} * m_options.image.width;
    const std::int64_t bytes = m_options.image.dims(), outputs = m_outWeight.numel();
    return {.naive = bytes * positions * (vertical + horizontal + outputs),
            .cached = positions * (vertical + outputs) + bytes * horizontal};
}

GatedPixelCnn::Walk::Walk(const GatedPixelCnn& net, std::int64_t images) : m_net(net), m_images(images) {
    const auto& image = net.m_options.image;
    const auto options = net.m_outWeight.options().requires_grad(false);
    for (const auto& layer : net.m_layers) {
        const auto& vertical = layer.verticalWeight;
        const auto in = vertical.size(1), columns = layer.horizontalWeight.size(3);
        Cache cache;
        cache.rows = torch::zeros(
            {images, in, image.height + vertical.size(2) - 1, image.width + vertical.size(3) - 1}, options);
        cache.columns = torch::zeros({images, in, image.width + columns - 1}, options);
        cache.horizontal = layer.horizontal().flatten(1).t().contiguous();
        cache.mix = layer.mix().flatten(1).t().contiguous();
        m_caches.push_back(std::move(cache));
    }
    m_last = (net.m_lastWeight * net.m_lastMask).flatten(1).t().contiguous();
    m_out = (net.m_outWeight * net.m_outMask).flatten(1).t().contiguous();
}

void GatedPixelCnn::Walk::beginRow() {
    if (m_row >= 0) finishRow();
    ++m_row;
    for (std::size_t i = 0; i < m_caches.size(); ++i) {
        m_caches[i].columns.zero_();
        if (m_row == 0)
            m_caches[i].fromAbove = m_net.m_layers[i].downBias.expand(
                {m_net.m_options.image.width, m_images, m_net.m_layers[i].downBias.size(0)});
    }
    // The channel of ones belongs to every pixel of the row, known or not.
    auto& first = m_caches.front();
    const auto ones = m_net.m_options.image.channels;
    const auto width = m_net.m_options.image.width;
    first.columns.select(1, ones).narrow(1, first.columns.size(2) - width, width).fill_(1);
}

/// The row is complete: the vertical stack can be computed for it, and what it says to the row below.
void GatedPixelCnn::Walk::finishRow() {
    const auto width = m_net.m_options.image.width;
    auto row = m_caches.front().columns.narrow(2, m_caches.front().columns.size(2) - width, width);
    for (std::size_t i = 0; i < m_caches.size(); ++i) {
        const auto& layer = m_net.m_layers[i];
        auto& cache = m_caches[i];
        const auto rows = layer.verticalWeight.size(2), side = layer.verticalWeight.size(3) / 2;
        cache.rows.select(2, m_row + rows - 1).narrow(2, side, width).copy_(row);
        const auto down =
            torch::conv2d(cache.rows.narrow(2, m_row, rows), layer.verticalWeight, layer.verticalBias);
        cache.fromAbove =
            torch::conv2d(down, layer.downWeight, layer.downBias).squeeze(2).permute({2, 0, 1}).contiguous();
        row = gate(down).squeeze(2);
    }
}

torch::Tensor GatedPixelCnn::Walk::outputsAt(int column, int channel) {
    torch::Tensor residual;
    for (std::size_t i = 0; i < m_caches.size(); ++i) {
        auto& cache = m_caches[i];
        const auto columns = cache.columns.size(2) - m_net.m_options.image.width + 1;
        if (i > 0) cache.columns.select(2, column + columns - 1).copy_(residual);
        const auto seen = cache.columns.narrow(2, column, columns).flatten(1);
        const auto across = torch::addmm(cache.fromAbove[column], seen, cache.horizontal);
        const auto mixed = torch::addmm(m_net.m_layers[i].mixBias, gate(across), cache.mix);
        residual = i == 0 ? mixed : residual + mixed;
    }
    const auto last = torch::addmm(m_net.m_lastBias, torch::relu(residual), m_last);
    const std::int64_t outputs = m_net.m_options.outputs, first = channel * outputs;
    return torch::addmm(m_net.m_outBias.narrow(0, first, outputs), torch::relu(last),
                        m_out.narrow(1, first, outputs));
}

void GatedPixelCnn::Walk::set(int column, int channel, const torch::Tensor& values) {
    auto& cells = m_caches.front().columns;
    const auto left = cells.size(2) - m_net.m_options.image.width;
    cells.select(2, column + left).select(1, channel).copy_(values);
}

}  // namespace nescio
