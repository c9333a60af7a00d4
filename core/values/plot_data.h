// What each plot draws, as plain values. Whoever fills these decides the numbers; a plot only draws them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/values/breakdown.h"
#include "core/values/image.h"
#include "core/values/image_selection.h"
#include "core/values/run.h"
#include "core/values/value_order.h"

namespace nescio {

/// One data set in a histogram, binned on edges shared by all sets of the plot.
struct HistogramSeries {
    std::string label;  ///< "MNIST test"
    SetRole role = SetRole::Other;
    int slot = -1;                ///< its set's (SlotBook); negative: by role and order in the plot
    std::vector<double> density;  ///< one a bin; integrates to (inside / finite) over the shown range
    std::int64_t n = 0;           ///< images scored
    std::int64_t available = 0;   ///< images the set has
    std::int64_t notFinite = 0;   ///< images whose value is not finite; said, never hidden
    std::int64_t outside = 0;     ///< finite values outside the edges
    double mean = 0;              ///< over finite values
    double standardError = 0;
    std::shared_ptr<const ImageColumn> column =
        {};  ///< the values themselves; null where no image stands behind
    std::shared_ptr<const ValueOrder> order = {};  ///< of that column, for who asks ranges for their images
};

/// Overlaid histograms.   Shapes: edges has bins + 1 entries, each density has bins.
struct HistogramData {
    std::string title;
    std::string quantity;   ///< axis title with unit: "bits/dim" or "log-likelihood (nats)"
    std::string direction;  ///< "← more likely" or "more likely →": which way is likely
    std::string note;       ///< tightness, draws: "lower bound, 1 draw"
    std::vector<double> edges;
    std::vector<HistogramSeries> series;
    std::vector<double> markers;           ///< values of dropped images, but that of the inspected one
    std::optional<double> inspected = {};  ///< value of the image that is inspected
    std::string verdict;  ///< e.g. "AUROC(−log p) 0.13 [0.12, 0.14] ..."; empty where there is none
    double top = 0;  ///< of the density axis, legend above it, for a figure that moves; 0: as the data need
};

/// The waterfall of one image: bars from nothing to the total.   Units: nats, or bits/dim when scaled.
struct BreakdownData {
    std::string title;  ///< which image under which model
    Breakdown breakdown;
    ImageShape shape;
    double rank = -1;           ///< share of the reference with lower likelihood, 0..1; negative: unknown
    std::string referenceName;  ///< "FashionMNIST train, n = 1,000 of 20,000"
    Breakdown referenceMean;    ///< mean terms over the reference; empty terms: unknown
    /// The one image that stands in place of the reference's mean: "MNIST test #3"; "": none does.
    std::string held = {};
};

/// Training curves.
struct HistoryData {
    std::string title;
    std::vector<HistoryRow> rows;
    std::int64_t totalSteps = 0;
};

/// A grid of images.
struct SamplesData {
    std::string title;
    std::string caption;  ///< "64 samples · temperature 0.7 · seed 1"
    std::vector<Image> images;
};

/// Which images of a sheet belong together, e.g. an original and its reconstruction.
struct SampleGroups {
    int size = 1;                     ///< so many after each other stand side by side, never parted
    std::vector<std::string> labels;  ///< empty, or what stands under each group
    std::vector<std::string> rows;    ///< empty, or what stands over each row
    int perRow = 0;                   ///< groups in a row; 0: as many as make the images largest
};

/// A map of pixels: the terms of one image that are split over them.
struct PerPixelData {
    std::string title;  ///< which image under which model
    Breakdown breakdown;
    ImageShape shape;
    std::optional<Image> image;  ///< as the model saw it, for comparison
};

/// Of a histogram that has the middle of the window to itself.
inline constexpr int kHistogramBins = 80;

/// Edges of even bins over what is shown of each set, widened where that coincides: of its finite values the
/// central 99.8 %, without those further from its middle nine tenths than twice their length.
/// Requires: bins >= 1.
std::vector<double> sharedEdges(const std::vector<std::vector<double>>& values, int bins);

/// Bins values on the edges that the data have; what falls outside is counted in `outside`.
/// Requires: values.size() == data.series.size(), two edges or more.   Fills every series' statistics.
void binOnEdges(HistogramData& data, const std::vector<std::vector<double>>& values);

/// The part of a series that a selection holds, in the same bins and on the same scale: never above
/// `density`. Zeros where the series carries no column.   Shapes: edges -> edges - 1.
std::vector<double> densityOf(const HistogramSeries& series, const std::vector<double>& edges,
                              const ImageSelection& images);

/// The images of a selection that a series speaks of.
std::int64_t countIn(const HistogramSeries& series, const ImageSelection& images);

/// The images that stand in a bin, of every series that carries its column.   Requires: bin < bins.
ImageSelection imagesInBin(const HistogramData& data, std::size_t bin);

/// Bins values on shared edges; what falls outside of them is counted in `outside`.
/// Requires: values.size() == data.series.size(), bins >= 1.   Fills edges and every series' statistics.
void binShared(HistogramData& data, const std::vector<std::vector<double>>& values, int bins);

}  // namespace nescio
