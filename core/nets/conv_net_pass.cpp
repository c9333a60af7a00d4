#include "core/nets/conv_net_pass.h"

#include <algorithm>

#include "core/math/gemm.h"
#include "core/math/pixel_rows.h"

namespace nescio {
namespace {

/// Matrices of fewer columns are multiplied less quickly, and those of more no longer fit in the cache.
constexpr std::int64_t kColumns = 256;
constexpr std::int64_t kTaps = 9;

struct Tap {
    std::int64_t down, right;
};
Tap tapAt(std::int64_t number) {
    return {number / 3 - 1, number % 3 - 1};
}

template <class Number>
Factor<Number> plain(const Number* data, std::int64_t stride) {
    return {.rows = {data, stride}};
}
template <class Number>
Factor<Number> transposed(const Number* data, std::int64_t stride) {
    return {.rows = {data, stride}, .transposed = true};
}

}  // namespace

template <class Number>
struct ConvNetPass<Number>::Group {
    std::int64_t first, count;  ///< images
    std::int64_t columns;       ///< pixels of all of them
    std::int64_t offset;        ///< of their hidden channels among those of all images
};

template <class Number>
ConvNetPass<Number>::ConvNetPass(const ConvNetSizes& sizes, const ConvNetLayers<const Number>& layers)
    : m_sizes(sizes),
      m_layers(layers),
      m_together(std::clamp<std::int64_t>(kColumns / sizes.pixels(), 1, sizes.images)) {
    const auto columns = static_cast<std::size_t>(m_together * sizes.pixels());
    m_neighbours.resize(columns * static_cast<std::size_t>(kTaps * sizes.in));
    m_moved.resize(columns * static_cast<std::size_t>(kTaps * sizes.out));
    m_first.resize(columns * static_cast<std::size_t>(sizes.hidden));
    m_second.resize(columns * static_cast<std::size_t>(sizes.hidden));
}

template <class Number>
template <class Do>
void ConvNetPass<Number>::eachGroup(Do run) const {
    for (std::int64_t first = 0; first < m_sizes.images; first += m_together) {
        const auto count = std::min(m_together, m_sizes.images - first);
        run(Group{first, count, count * m_sizes.pixels(), first * hiddenOfImage()});
    }
}

template <class Number>
void ConvNetPass<Number>::forward(const Number* x, Number* y, Number* kept) {
    const auto hidden = m_sizes.hidden;
    eachGroup([&](const Group& group) {
        auto* first = kept ? kept + group.offset : m_first.data();
        auto* second = kept ? kept + keptSize() / 2 + group.offset : m_second.data();
        gatherFirst(x, group);
        multiply(hidden, group.columns, kTaps * m_sizes.in, plain(m_layers.first.weight, kTaps * m_sizes.in),
                 plain<Number>(m_neighbours.data(), group.columns), {first, group.columns});
        for (std::int64_t c = 0; c < hidden; ++c)
            rectify(first + c * group.columns, group.columns, m_layers.first.bias[c],
                    m_layers.first.scale[c]);
        multiply(hidden, group.columns, hidden, plain(m_layers.second.weight, hidden),
                 plain<Number>(first, group.columns), {second, group.columns});
        for (std::int64_t c = 0; c < hidden; ++c)
            rectify(second + c * group.columns, group.columns, m_layers.second.bias[c],
                    m_layers.second.scale[c]);
        forwardLast(second, group, y);
    });
}

template <class Number>
void ConvNetPass<Number>::gatherFirst(const Number* x, const Group& group) {
    const auto pixels = m_sizes.pixels();
    for (std::int64_t image = 0; image < group.count; ++image)
        for (std::int64_t c = 0; c < m_sizes.in; ++c)
            for (std::int64_t tap = 0; tap < kTaps; ++tap)
                copyMoved(x + ((group.first + image) * m_sizes.in + c) * pixels, m_sizes.height,
                          m_sizes.width, tapAt(tap).down, tapAt(tap).right,
                          m_neighbours.data() + (c * kTaps + tap) * group.columns + image * pixels);
}

template <class Number>
void ConvNetPass<Number>::forwardLast(const Number* hidden, const Group& group, Number* y) {
    const auto pixels = m_sizes.pixels();
    multiply(kTaps * m_sizes.out, group.columns, m_sizes.hidden, plain(m_layers.last.weight, m_sizes.hidden),
             plain(hidden, group.columns), {m_moved.data(), group.columns});
    for (std::int64_t image = 0; image < group.count; ++image)
        for (std::int64_t c = 0; c < m_sizes.out; ++c) {
            auto* plane = y + ((group.first + image) * m_sizes.out + c) * pixels;
            std::fill_n(plane, pixels, m_layers.last.bias[c]);
            for (std::int64_t tap = 0; tap < kTaps; ++tap)
                addMoved(m_moved.data() + (c * kTaps + tap) * group.columns + image * pixels, m_sizes.height,
                         m_sizes.width, tapAt(tap).down, tapAt(tap).right, plane);
            scaleRow(plane, pixels, m_layers.last.scale[c]);
        }
}

template <class Number>
void ConvNetPass<Number>::backward(const Number* x, const Number* y, const Number* kept, const Number* dy,
                                   Number* dx, const ConvNetLayers<Number>* gradients) {
    const auto hidden = m_sizes.hidden, taken = kTaps * m_sizes.in, pixels = m_sizes.pixels();
    std::fill_n(dx, m_sizes.images * m_sizes.in * pixels, Number(0));
    if (gradients) clear(*gradients);
    eachGroup([&](const Group& group) {
        const auto columns = group.columns;
        const bool add = group.first > 0;
        const auto* first = kept + group.offset;
        const auto* second = kept + keptSize() / 2 + group.offset;
        backwardLast(y, dy, second, group, gradients ? &gradients->last : nullptr);
        backwardHidden(m_layers.second, second, group, m_second.data(),
                       gradients ? &gradients->second : nullptr);
        if (gradients)
            multiply(hidden, hidden, columns, plain<Number>(m_second.data(), columns),
                     transposed(first, columns), {gradients->second.weight, hidden}, add);
        multiply(hidden, columns, hidden, transposed(m_layers.second.weight, hidden),
                 plain<Number>(m_second.data(), columns), {m_first.data(), columns});
        backwardHidden(m_layers.first, first, group, m_first.data(), gradients ? &gradients->first : nullptr);
        if (gradients) {
            gatherFirst(x, group);
            multiply(hidden, taken, columns, plain<Number>(m_first.data(), columns),
                     transposed<Number>(m_neighbours.data(), columns), {gradients->first.weight, taken}, add);
        }
        multiply(taken, columns, hidden, transposed(m_layers.first.weight, taken),
                 plain<Number>(m_first.data(), columns), {m_neighbours.data(), columns});
        for (std::int64_t image = 0; image < group.count; ++image)
            for (std::int64_t row = 0; row < taken; ++row)
                addMoved(m_neighbours.data() + row * columns + image * pixels, m_sizes.height, m_sizes.width,
                         -tapAt(row % kTaps).down, -tapAt(row % kTaps).right,
                         dx + ((group.first + image) * m_sizes.in + row / kTaps) * pixels);
    });
}

/// What is summed over pixels begins at zero; matrices begin with the first product.
template <class Number>
void ConvNetPass<Number>::clear(const ConvNetLayers<Number>& gradients) const {
    const auto zero = [](const ConvNetLayer<Number>& layer, std::int64_t channels) {
        std::fill_n(layer.bias, channels, Number(0));
        std::fill_n(layer.scale, channels, Number(0));
    };
    zero(gradients.first, m_sizes.hidden);
    zero(gradients.second, m_sizes.hidden);
    zero(gradients.last, m_sizes.out);
}

/// The gradients of the last layer, and that of the hidden channels it reads into m_second.
template <class Number>
void ConvNetPass<Number>::backwardLast(const Number* y, const Number* dy, const Number* hidden,
                                       const Group& group, const ConvNetLayer<Number>* gradients) {
    const auto pixels = m_sizes.pixels(), moved = kTaps * m_sizes.out;
    for (std::int64_t image = 0; image < group.count; ++image)
        for (std::int64_t c = 0; c < m_sizes.out; ++c) {
            const auto at = ((group.first + image) * m_sizes.out + c) * pixels;
            const auto scale = m_layers.last.scale[c];
            if (gradients) {
                gradients->bias[c] += scale * sumOf(dy + at, pixels);
                gradients->scale[c] += sumOfProducts(dy + at, y + at, pixels);
            }
            for (std::int64_t tap = 0; tap < kTaps; ++tap) {
                auto* row = m_moved.data() + (c * kTaps + tap) * group.columns + image * pixels;
                copyMoved(dy + at, m_sizes.height, m_sizes.width, -tapAt(tap).down, -tapAt(tap).right, row);
                scaleRow(row, pixels, scale);
            }
        }
    if (gradients)
        multiply(moved, m_sizes.hidden, group.columns, plain<Number>(m_moved.data(), group.columns),
                 transposed(hidden, group.columns), {gradients->weight, m_sizes.hidden}, group.first > 0);
    multiply(m_sizes.hidden, group.columns, moved, transposed(m_layers.last.weight, m_sizes.hidden),
             plain<Number>(m_moved.data(), group.columns), {m_second.data(), group.columns});
}

/// From the gradient of a hidden layer's output to that of its products, in place.
template <class Number>
void ConvNetPass<Number>::backwardHidden(const ConvNetLayer<const Number>& layer, const Number* output,
                                         const Group& group, Number* gradient,
                                         const ConvNetLayer<Number>* gradients) const {
    for (std::int64_t c = 0; c < m_sizes.hidden; ++c) {
        const auto sums = unrectify(gradient + c * group.columns, output + c * group.columns, group.columns,
                                    layer.scale[c]);
        if (!gradients) continue;
        gradients->bias[c] += sums.bias;
        gradients->scale[c] += sums.logScale;
    }
}

template class ConvNetPass<float>;
template class ConvNetPass<double>;

}  // namespace nescio
