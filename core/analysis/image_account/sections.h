// The parts of an account, each made by a file of its own. A sentence for what cannot be had is added to
// `missing`.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/image_account/image_account.h"

namespace nescio {

/// Terms from nats to bits/dim; running sums in the order of Breakdown::totalNats(), so that they end in it.
BitsAccount bitsOf(const Breakdown& breakdown, std::int64_t dims);

/// The place of a value among those of a reference.
ReferencePlace placeAmong(const std::vector<double>& reference, double value);

/// The table that an image is placed in: the training images if they were scored, else a test set of their
/// family; of the same weights, draws and terms as `key` and `breakdown`. Null, and a sentence, without one.
const TermTable* accountReference(const AccountInput& input, const ColumnKey& key, const Breakdown& breakdown,
                                  std::vector<std::string>& missing);

/// Each step and level, their sums, and the total, placed among the reference's where there is one.
/// Requires: a reference of the breakdown's terms.
std::vector<LikelihoodPart> partsOf(const Breakdown& breakdown, const TermTable* reference);

/// Surprise where the terms are split over pixels, else the gradient of log p.
std::optional<PixelAccount> pixelsOf(const FrozenModel& model, const Image& image, const Breakdown& breakdown,
                                     const EvaluateOptions& evaluation, std::vector<std::string>& missing);

std::vector<CodeAccount> codesOf(const Image& image, std::vector<std::string>& missing);

std::vector<RatioAccount> ratiosOf(const AccountInput& input, const Image& image, double totalNats,
                                   std::vector<std::string>& missing);

/// Every table of the same weights and draws as `key`.
std::vector<SetRankAccount> ranksOf(const AccountInput& input, const ColumnKey& key, double totalNats,
                                    std::vector<std::string>& missing);

/// nullopt, and a sentence, where there are no training images; without one when stopped.
std::optional<NearestAccount> nearestOf(const AccountInput& input, const Image& image,
                                        std::vector<std::string>& missing);

/// A set of one image.
ImageSet aloneOf(const Image& image);

}  // namespace nescio
