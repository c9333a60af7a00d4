#include "core/views/contrast_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include <fmt/format.h>

#include "core/values/number_text.h"

namespace nescio {
namespace {

constexpr int kMidGrey = 128, kReach = 127;
constexpr std::size_t kMostTypical = 3;

/// Sums of every pixel. Of bytes they are whole numbers, so that nothing is lost however many images come.
class PixelSums {
  public:
    void add(std::span<const std::uint8_t> image) {
        m_sums.resize(image.size());
        m_squares.resize(image.size());
        for (std::size_t i = 0; i < image.size(); ++i) {
            m_sums[i] += image[i];
            m_squares[i] += static_cast<std::uint64_t>(image[i]) * image[i];
        }
        ++m_n;
    }
    [[nodiscard]] std::int64_t n() const { return m_n; }
    [[nodiscard]] std::size_t pixels() const { return m_sums.size(); }
    [[nodiscard]] double mean(std::size_t i) const {
        return static_cast<double>(m_sums[i]) / static_cast<double>(m_n);
    }
    /// Of the sample.   Requires: n() >= 2.
    [[nodiscard]] double deviation(std::size_t i) const {
        const auto n = static_cast<double>(m_n);
        const double squares = static_cast<double>(m_squares[i]) - static_cast<double>(m_sums[i]) * mean(i);
        return std::sqrt(std::max(0.0, squares) / (n - 1));
    }

  private:
    std::vector<std::uint64_t> m_sums, m_squares;
    std::int64_t m_n = 0;
};

/// The images of a side that can be drawn.
struct DrawnSide {
    PixelSums sums;
    std::int64_t otherShape = 0, notAtHand = 0;
};

std::optional<ImageShape> shapeOf(const ContrastInput& input) {
    for (const auto* side : {&input.first, &input.second})
        for (const auto& part : side->parts)
            if (std::any_of(part.indices.begin(), part.indices.end(),
                            [&](auto index) { return atHand(part, index); }))
                return part.images->shape;
    return std::nullopt;
}

std::optional<DrawnSide> summed(const ContrastSide& side, const ImageShape& shape,
                                const std::stop_token& stop, ProgressBoard* board) {
    constexpr std::int64_t kBetweenLooks = 1024;
    std::int64_t total = 0, done = 0;
    for (const auto& part : side.parts) total += static_cast<std::int64_t>(part.indices.size());
    DrawnSide drawn;
    for (const auto& part : side.parts)
        for (const auto index : part.indices) {
            if (done++ % kBetweenLooks == 0) {
                if (stop.stop_requested()) return std::nullopt;
                if (board)
                    board->post({.stage = fmt::format("averaging {}", side.name),
                                 .done = done - 1,
                                 .total = total,
                                 .detail = {},
                                 .trouble = {}});
            }
            if (!atHand(part, index))
                ++drawn.notAtHand;
            else if (part.images->shape != shape)
                ++drawn.otherShape;
            else
                drawn.sums.add(part.images->image(index - part.first));
        }
    return drawn;
}

/// Each pixel as a byte.
template <class ByteOf>
Image pictureOf(const ImageShape& shape, const std::string& source, ByteOf byteOf) {
    Image image{.shape = shape, .bytes = {}, .source = source, .changes = {}};
    image.bytes.reserve(static_cast<std::size_t>(shape.dims()));
    for (std::size_t i = 0; i < static_cast<std::size_t>(shape.dims()); ++i)
        image.bytes.push_back(static_cast<std::uint8_t>(std::clamp(std::lround(byteOf(i)), 0L, 255L)));
    return image;
}

/// What makes `largest` as far from the ground as there is room: a whole number where it can be one.
double magnification(double largest, double room) {
    if (!(largest > 0)) return 1;
    const double most = room / largest;
    return most < 1 ? most : std::floor(most);
}

std::string sideCaption(const ContrastSide& side, const PixelSums& sums) {
    return fmt::format("{}, n = {}", side.name, countText(sums.n()));
}

void addMeans(ResultImages& sheet, const ContrastInput& input, const ImageShape& shape, const PixelSums& a,
              const PixelSums& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.pixels(); ++i) largest = std::max(largest, std::abs(a.mean(i) - b.mean(i)));
    const double factor = magnification(largest, kReach);
    sheet.rows.push_back(
        fmt::format("mean images; their difference × {:.3g} around mid-grey, bright where "
                    "{} is brighter",
                    factor, input.first.name));
    sheet.images.push_back(pictureOf(shape, "mean", [&](auto i) { return a.mean(i); }));
    sheet.images.push_back(pictureOf(shape, "mean", [&](auto i) { return b.mean(i); }));
    sheet.images.push_back(pictureOf(shape, "difference of the means",
                                     [&](auto i) { return kMidGrey + factor * (a.mean(i) - b.mean(i)); }));
    sheet.captions.push_back(sideCaption(input.first, a));
    sheet.captions.push_back(sideCaption(input.second, b));
    sheet.captions.push_back(fmt::format("difference × {:.3g}", factor));
}

void addDeviations(ResultImages& sheet, const ContrastInput& input, const ImageShape& shape,
                   const PixelSums& a, const PixelSums& b) {
    double largest = 0;
    for (std::size_t i = 0; i < a.pixels(); ++i)
        largest = std::max({largest, a.deviation(i), b.deviation(i)});
    const double factor = magnification(largest, 255);
    sheet.rows.push_back(fmt::format("standard deviation of each pixel × {:.3g}", factor));
    for (const auto* sums : {&a, &b})
        sheet.images.push_back(
            pictureOf(shape, "standard deviation", [&](auto i) { return factor * sums->deviation(i); }));
    sheet.captions.push_back(sideCaption(input.first, a));
    sheet.captions.push_back(sideCaption(input.second, b));
}

/// An image with its log-likelihood.
struct ScoredImage {
    const ChosenPart* part = nullptr;
    std::int64_t index = 0;
    double nats = 0;
};

/// All whose log-likelihood is finite, whether they can be drawn or not: the median is that of all.
std::vector<ScoredImage> scoredImages(const ContrastSide& side) {
    std::vector<ScoredImage> scored;
    for (const auto& part : side.parts) {
        if (!part.table) continue;
        const auto nats = part.table->logLikelihoods();
        forScoredRows(part, [&](std::int64_t index, std::size_t row) {
            if (std::isfinite(nats[row])) scored.push_back({&part, index, nats[row]});
        });
    }
    return scored;
}

/// Requires: one or more.
double medianNats(const std::vector<ScoredImage>& scored) {
    std::vector<double> nats;
    nats.reserve(scored.size());
    for (const auto& one : scored) nats.push_back(one.nats);
    std::sort(nats.begin(), nats.end());
    return (nats[(nats.size() - 1) / 2] + nats[nats.size() / 2]) / 2;
}

/// Those nearest to the median, of those that can be drawn; of two as near the earlier one.
std::vector<ScoredImage> typicalOf(const ContrastSide& side, const ImageShape& shape) {
    auto scored = scoredImages(side);
    if (scored.empty()) return scored;
    const double median = medianNats(scored);
    std::erase_if(scored, [&](const ScoredImage& one) {
        return !atHand(*one.part, one.index) || one.part->images->shape != shape;
    });
    std::stable_sort(scored.begin(), scored.end(), [&](const ScoredImage& a, const ScoredImage& b) {
        return std::abs(a.nats - median) < std::abs(b.nats - median);
    });
    if (scored.size() > kMostTypical) scored.resize(kMostTypical);
    return scored;
}

void addTypical(std::vector<ResultImages>& sheets, const ContrastInput& input, const ImageShape& shape) {
    auto first = typicalOf(input.first, shape), second = typicalOf(input.second, shape);
    const auto perRow = std::min(first.size(), second.size());
    if (perRow == 0) return;
    ResultImages sheet{.id = "typical_images",
                       .title = "Nearest to the median log p",
                       .rows = {input.first.name, input.second.name},
                       .perRow = perRow,
                       .images = {},
                       .captions = {}};
    for (auto* row : {&first, &second}) {
        row->resize(perRow);
        for (const auto& one : *row) {
            sheet.images.push_back(one.part->images->imageAt(one.index - one.part->first));
            sheet.captions.push_back(fmt::format("#{}, log p {:.1f} nats", one.index, one.nats));
        }
    }
    sheets.push_back(std::move(sheet));
}

void remarkOn(std::vector<std::string>& remarks, const ContrastSide& side, const DrawnSide& drawn) {
    const auto of = drawn.sums.n() + drawn.notAtHand + drawn.otherShape;
    for (const auto& [count, why] : {std::pair(drawn.notAtHand, "are not at hand"),
                                     std::pair(drawn.otherShape, "have another shape than the first image")})
        if (count > 0)
            remarks.push_back(fmt::format("{} of {} images of {} {} and are in no picture.", countText(count),
                                          countText(of), side.name, why));
}

}  // namespace

std::optional<ContrastPictures> contrastPictures(const ContrastInput& input, const std::stop_token& stop,
                                                 ProgressBoard* board) {
    ContrastPictures pictures;
    const auto shape = shapeOf(input);
    if (!shape) {
        pictures.remarks = {"There are no pictures: the images of neither side are at hand."};
        return pictures;
    }
    const auto first = summed(input.first, *shape, stop, board);
    const auto second = first ? summed(input.second, *shape, stop, board) : std::nullopt;
    if (!second) return std::nullopt;
    remarkOn(pictures.remarks, input.first, *first);
    remarkOn(pictures.remarks, input.second, *second);
    const auto &a = first->sums, &b = second->sums;
    if (a.n() == 0 || b.n() == 0) {
        pictures.remarks.push_back(
            fmt::format("There are no pictures: {} has no image of the same shape at hand.",
                        a.n() == 0 ? input.first.name : input.second.name));
        return pictures;
    }
    ResultImages sheet{.id = "mean_images",
                       .title = "Means and standard deviations",
                       .rows = {},
                       .perRow = 3,
                       .images = {},
                       .captions = {}};
    addMeans(sheet, input, *shape, a, b);
    if (a.n() > 1 && b.n() > 1)
        addDeviations(sheet, input, *shape, a, b);
    else
        pictures.remarks.push_back("One image has no standard deviation: those of the pixels are left out.");
    pictures.sheets.push_back(std::move(sheet));
    addTypical(pictures.sheets, input, *shape);
    return pictures;
}

}  // namespace nescio
