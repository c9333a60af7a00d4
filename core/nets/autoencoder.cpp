#include "core/nets/autoencoder.h"

namespace nescio {
namespace {

constexpr double kQuiet = 0.1;  // the posterior starts near the prior, the pixels near grey
constexpr int kWidening = 4;    // the layers that see everything have this many times the hidden channels

HalvedSides halved(const HalvedSides& sides) {
    return {(sides.height + 1) / 2, (sides.width + 1) / 2};
}

/// The convolution after each pixel was repeated along both sides, up to `to`: twice, or once at the end of a
/// side that is odd.
torch::Tensor afterDoubling(const PlainConv& conv, const torch::Tensor& x, const HalvedSides& to) {
    if (to.height == 2 * x.size(2) && to.width == 2 * x.size(3)) return conv.forwardDoubled(x);
    return conv.forward(torch::upsample_nearest2d(x, {to.height, to.width}));
}

}  // namespace

Encoder::Encoder(ImageShape image, int hidden, int out, const torch::Generator& generator) {
    const auto quarter = halved(halved({image.height, image.width}));
    const int cells = quarter.height * quarter.width;
    m_first = register_module("first", std::make_shared<PlainConv>(image.channels, hidden, 5, generator, 2));
    m_second = register_module("second", std::make_shared<PlainConv>(hidden, 2 * hidden, 5, generator, 2));
    m_wide = register_module(
        "wide", std::make_shared<PlainConv>(2 * hidden * cells, kWidening * hidden, 1, generator));
    m_last = register_module("last",
                             std::make_shared<PlainConv>(kWidening * hidden, out, 1, generator, 1, kQuiet));
}

torch::Tensor Encoder::forward(const torch::Tensor& x) const {
    const auto seen = torch::relu(m_second->forward(torch::relu(m_first->forward(x))));
    const auto wide = torch::relu(m_wide->forward(seen.reshape({x.size(0), -1, 1, 1})));
    return m_last->forward(wide).flatten(1);
}

Decoder::Decoder(int in, int hidden, ImageShape image, int out, const torch::Generator& generator)
    : m_hidden(hidden), m_full{image.height, image.width}, m_half(halved(m_full)), m_quarter(halved(m_half)) {
    const int cells = m_quarter.height * m_quarter.width;
    m_first = register_module("first", std::make_shared<PlainConv>(in, kWidening * hidden, 1, generator));
    m_wide = register_module(
        "wide", std::make_shared<PlainConv>(kWidening * hidden, 2 * hidden * cells, 1, generator));
    m_atHalf = register_module("half", std::make_shared<PlainConv>(2 * hidden, hidden, 5, generator));
    m_atFull = register_module("full", std::make_shared<PlainConv>(hidden, hidden, 5, generator));
    m_last = register_module("last", std::make_shared<PlainConv>(hidden, out, 1, generator, 1, kQuiet));
}

torch::Tensor Decoder::forward(const torch::Tensor& z) const {
    const auto wide = torch::relu(m_first->forward(z.view({z.size(0), z.size(1), 1, 1})));
    const auto quarter =
        torch::relu(m_wide->forward(wide)).view({z.size(0), 2 * m_hidden, m_quarter.height, m_quarter.width});
    const auto half = torch::relu(afterDoubling(*m_atHalf, quarter, m_half));
    const auto full = torch::relu(afterDoubling(*m_atFull, half, m_full));
    return m_last->forward(full);
}

}  // namespace nescio
