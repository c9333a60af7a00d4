// The likelihood of one image as a sum of named terms. Every likelihood in Nescio comes as one of these,
// so that "why is this image likely?" always has an answer that adds up.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace nescio {

/// What a term measures. Density terms are priors and conditionals, volume terms are log-determinants.
enum class TermKind {
    Prior,           ///< log-density of a flow's standardised latents under N(0, I)
    LogDet,          ///< log |det| of the Jacobian of one step, or of a learned prior's scale
    Scaling,         ///< change of units, -D log 256: from unit-interval density to bytes
    Reconstruction,  ///< log p(x | z) of a variational model
    Divergence,      ///< minus the KL divergence of a variational model
    Conditional,     ///< log p(pixel | earlier pixels) of an autoregressive model
    Mixing  ///< gain of averaging probabilities instead of their logarithms: members, importance draws
};

/// How a number relates to log P(x) of the 8-bit image.
enum class Tightness { Exact, LowerBound, Estimate };

/// How several draws of one image become one number.
enum class DrawRule {
    Once,       ///< the model ignores the noise: more draws would only repeat the first
    Mean,       ///< mean of logarithms: dequantisation draws of a flow
    LogMeanExp  ///< logarithm of the mean: importance draws of a variational model; more of them tighten the
                ///< bound
};

/// Stable, lower_snake id of a kind ("log_det") and back.   Throws: RunFileError on an unknown id.
std::string toId(TermKind kind);
TermKind termKindFromId(const std::string& id);
std::string toId(Tightness tightness);
Tightness tightnessFromId(const std::string& id);
std::string toId(DrawRule rule);
DrawRule drawRuleFromId(const std::string& id);
/// "exact", "lower bound", "estimate", for labels.
std::string toText(Tightness tightness);
/// "1 draw", "16 importance draws"; "" where the noise is ignored.
std::string drawWords(DrawRule rule, int draws);
/// What stands beside a number: "exact", "lower bound, 1 draw", "lower bound, 16 importance draws".
std::string toText(Tightness tightness, DrawRule rule, int draws);

/// True for log-determinants: the part of log p(x) that speaks of volume, not of density.
inline bool isVolume(TermKind kind) {
    return kind == TermKind::LogDet;
}

/// True for what is neither volume nor the constant change of units: priors, conditionals, the parts of a
/// bound.
inline bool isDensity(TermKind kind) {
    return !isVolume(kind) && kind != TermKind::Scaling;
}

/// Names one term of a model's likelihood; the same for all images of that model.
struct TermInfo {
    std::string label;  ///< e.g. "level 1 · step 3 · coupling"
    TermKind kind = TermKind::Prior;
    int level = 0;   ///< 1-based level of a multi-scale model; 0 where it has none
    int step = 0;    ///< 1-based step within the level; 0 where it has none
    int member = 0;  ///< 1-based member of an ensemble; 0 for a single model
    bool operator==(const TermInfo&) const = default;
};

/// A term split over the pixels of the image.   Shapes: nats is row-major, height × width.   Units: nats.
struct PixelGrid {
    int height = 0;
    int width = 0;
    std::vector<double> nats;
};

/// One term of one image.   Units: nats.
struct Term {
    TermInfo info;
    double nats = 0;
    std::optional<PixelGrid> perPixel = {};  ///< where the model knows; sums to `nats`
};

/// All terms of one image.   Units: nats of the 8-bit image; the terms sum to log P(x) (or its bound).
struct Breakdown {
    std::vector<Term> terms;
    Tightness tightness = Tightness::LowerBound;
    int draws = 1;  ///< k, the draws that were averaged
    DrawRule drawRule = DrawRule::Mean;

    [[nodiscard]] double totalNats() const;
    /// Sum over all terms that are not log-determinants and not the constant change of units.
    [[nodiscard]] double densityNats() const;
    /// Sum over all log-determinants.
    [[nodiscard]] double volumeNats() const;
    /// The constant change of units, -D log 256 for a dequantised flow, 0 for a discrete model.
    [[nodiscard]] double scalingNats() const;
};

/// -nats / (D log 2): bits per dimension of the 8-bit image.   Source: Theis et al. 2016, section 3.1.
double bitsPerDim(double totalNats, long long dims);

}  // namespace nescio
