// What a shift does to the likelihoods of a set, worked out batch by batch, so that a slider can be followed:
// the first few images are known at once, the others come as long as nobody asks for something else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/models/lazy_model.h"
#include "core/scores/roc.h"
#include "core/values/image.h"
#include "core/values/plot_data.h"
#include "core/values/term_table.h"

namespace nescio {

/// What is shifted and what it is compared with.
struct ShiftScene {
    std::string runTitle;
    std::shared_ptr<LazyModel> model;
    std::shared_ptr<const ImageSet> images;
    std::int64_t limit = 0;                      ///< images spread evenly over the set
    std::shared_ptr<const TermTable> reference;  ///< of the training set; null: the unshifted images
    std::shared_ptr<const ImageSet> meanOf;      ///< whose mean image graying draws to; null: of `images`
    bool operator==(const ShiftScene&) const = default;
};

/// Which shift, and how much of it.
struct ShiftQuestion {
    std::string shift;
    double strength = 0;
    bool operator==(const ShiftQuestion&) const = default;
};

/// What is known so far.
struct ShiftAnswer {
    ShiftQuestion question;
    HistogramData histogram;                 ///< the reference, then the shifted images: n of N
    std::shared_ptr<const ImageSet> images;  ///< the first few as the model sees them
    std::vector<double> bitsPerDim;          ///< of the shifted images scored so far
    bool complete = false;                   ///< all images are scored and the interval is known
};

/// Remembers what stays while the slider moves: unshifted scores, mean image, axes.
/// Thread: one lane; others only hold it.
class ShiftBench {
  public:
    explicit ShiftBench(ShiftScene scene) : m_scene(std::move(scene)) {}

    /// One more batch of a question, then the interval of its AUROC. nullopt when stopped.
    /// Throws: DataError, ShapeError, RunFileError, DeviceError.
    [[nodiscard]] std::optional<ShiftAnswer> step(const ShiftQuestion& question, const std::stop_token& stop);

  private:
    void takeModel();
    void take(const ShiftQuestion& question);
    void readMean();
    void shiftUpTo(std::int64_t count);
    bool scoreBatch(const std::stop_token& stop);
    [[nodiscard]] std::vector<double> bitsOf(const ImageSet& set, std::int64_t first, std::int64_t count);
    void judge();
    [[nodiscard]] ShiftAnswer answer();
    void fitAxes(HistogramData& data, const std::vector<std::vector<double>>& values);
    [[nodiscard]] std::string note() const;
    [[nodiscard]] std::string verdict() const;

    const ShiftScene m_scene;
    std::shared_ptr<const FrozenModel> m_model;
    ImageSet m_subset;           ///< cut and fitted to the model
    std::vector<double> m_mean;  ///< mean image; empty until a shift reads it
    std::string m_meanTitle;
    std::vector<double> m_plain;   ///< bits/dim of the unshifted images so far
    double m_secondsPerImage = 0;  ///< 0: not known yet
    std::string m_scoring;         ///< "lower bound, 1 draw"

    std::optional<ShiftQuestion> m_question;
    ImageSet m_shifted;  ///< as many images as were needed so far
    std::shared_ptr<const ImageSet> m_few;
    std::vector<double> m_bits;  ///< bits/dim of the shifted images so far
    std::optional<Interval> m_auroc;

    std::vector<double> m_far;  ///< bits/dim of a few images at the end of the sweep: how far it goes
    std::vector<double> m_edges;
    double m_top = 0;
};

}  // namespace nescio
