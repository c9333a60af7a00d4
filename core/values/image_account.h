// Why a model finds an image likely, as plain values: every number that speaks of it, each beside what it has
// to be compared with, and one sentence for each that cannot be had.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/values/breakdown.h"
#include "core/values/column_key.h"
#include "core/values/image.h"

namespace nescio {

/// One term on the way from nats to bits/dim.
struct BitsLine {
    TermInfo info;
    double nats = 0;
    double runningNats = 0;  ///< of this term and those before it
    double bitsPerDim = 0;   ///< -nats / (D ln 2)
};

/// Terms line by line; the last running sum is the total.
struct BitsAccount {
    std::vector<BitsLine> lines;
    std::int64_t dims = 0;  ///< D
    double totalNats = 0;   ///< log p(x), or its bound
    double bitsPerDim = 0;  ///< -totalNats / (D ln 2), and the sum of the lines' bits/dim
};

/// Where a value lies among those of reference images.
struct ReferencePlace {
    double mean = 0;                   ///< of the finite values; NaN of none
    double deviation = 0;              ///< with n - 1; 0 where all are equal or there is one
    std::size_t n = 0;                 ///< values that could be compared: ±infinity can, NaN cannot
    std::size_t infinite = 0;          ///< of these, left out of mean and deviation
    std::size_t nan = 0;               ///< left out
    std::optional<double> z;           ///< (value - mean) / deviation; absent without a deviation
    std::optional<double> shareBelow;  ///< of the comparable; ties count one half; absent for NaN
};

enum class PartKind { Density, Volume, Scaling, Total };
/// "density", "volume", "scaling", "total".
std::string toId(PartKind kind);

/// Some terms together: those of one step, of one level, or all of a kind.
struct LikelihoodPart {
    std::string label;
    PartKind kind = PartKind::Density;
    int member = 0, level = 0, step = 0;  ///< 0: of all
    bool sum = false;                     ///< of parts that stand for themselves, too
    double nats = 0;
    std::optional<ReferencePlace> place;  ///< absent without a reference
};

enum class MapKind {
    Surprise,  ///< -log2 p of each pixel under the terms that are split over pixels, in bits
    Gradient   ///< d log p / dx summed over the channels of a pixel, in nats a level
};
std::string toId(MapKind kind);

/// What each pixel has to do with it.
/// Shapes: values is row-major, height × width.
struct PixelAccount {
    MapKind kind = MapKind::Surprise;
    int height = 0, width = 0;
    std::vector<double> values;
    std::vector<std::string> without;  ///< labels of the terms that are in no pixel
    [[nodiscard]] std::string title() const;
    [[nodiscard]] std::string unit() const;
};

/// The length of a lossless code, to stand beside -log2 p.
struct CodeAccount {
    std::string id;     ///< of the codec
    std::string title;  ///< "PNG, level 9"
    std::string library;
    double bits = 0;        ///< of the whole file
    double netBits = 0;     ///< beyond that of a constant image of the same shape
    double bitsPerDim = 0;  ///< bits / D
};

/// The same image under another run's model.
struct RatioAccount {
    std::string measure;  ///< "background", "local", "general"
    std::string title;    ///< of the other run
    std::string path;
    WeightsId weights;
    Tightness tightness = Tightness::LowerBound;
    int draws = 1;
    DrawRule drawRule = DrawRule::Mean;
    double nats = 0;   ///< log p_other(x)
    double ratio = 0;  ///< log p(x) - log p_other(x), in nats
};

/// Where log p lies among those of a scored set.
struct SetRankAccount {
    std::string setId, setTitle;
    SetRole role = SetRole::Other;
    double shareBelow = 0;  ///< share that is less likely; ties count one half
    std::size_t n = 0;      ///< comparable
    std::size_t nan = 0;
    std::int64_t available = 0;  ///< N of "n of N"
};

/// A training image and how far it is.
struct NearAccount {
    std::int64_t index = 0;  ///< in its set
    double distance = 0;     ///< Euclidean, in grey levels
    Image image;
};

/// The training images nearest to the image.
struct NearestAccount {
    std::string setId, setTitle;
    std::int64_t n = 0, available = 0;  ///< searched, of
    std::vector<NearAccount> images;    ///< nearest first
};

/// All that there is to say of one image.
struct ImageAccount {
    Image image;      ///< as the model saw it
    std::string run;  ///< title of the run
    WeightsId weights;
    Breakdown breakdown;
    BitsAccount bits;
    std::string reference;  ///< title of the set that parts are placed in; "" without
    std::int64_t referenceAvailable = 0;
    std::vector<LikelihoodPart> parts;
    std::optional<PixelAccount> pixels;
    std::vector<CodeAccount> codes;
    std::vector<RatioAccount> ratios;
    std::vector<SetRankAccount> ranks;
    std::optional<NearestAccount> nearest;
    std::vector<std::string> missing;  ///< one sentence for each thing that cannot be had

    /// -log2 p(x).   Units: bits.
    [[nodiscard]] double informationBits() const;
    /// "lower bound, 1 draw": what stands beside its numbers.
    [[nodiscard]] std::string words() const {
        return toText(breakdown.tightness, breakdown.drawRule, breakdown.draws);
    }
    /// Null where there is none of that kind, member, level and step.
    [[nodiscard]] const LikelihoodPart* part(const LikelihoodPart& like) const;
};

/// One line that two accounts share.
struct DifferenceLine {
    std::string section;  ///< "bits", "parts", "codes", "ratios", "ranks"
    std::string label, unit;
    double first = 0, second = 0;
    [[nodiscard]] double difference() const { return first - second; }
};

/// What two images differ in under one model: every number that both have.
struct AccountDifference {
    std::vector<DifferenceLine> lines;
    std::optional<PixelAccount> pixels;  ///< first minus second, where both have maps of a kind
};

/// Requires: two accounts of one run.
AccountDifference differenceOf(const ImageAccount& first, const ImageAccount& second);

}  // namespace nescio
