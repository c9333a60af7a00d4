// An account as a result: sentences, tables, one figure and the images it speaks of, so that whatever draws,
// prints or exports results shows it.
#pragma once

#include "core/values/experiment.h"
#include "core/values/image_account.h"

namespace nescio {

/// The numbers that answer the question, most telling first, then what cannot be had.
std::vector<std::string> sentencesOf(const ImageAccount& account);
/// What two images differ in most.
std::vector<std::string> sentencesOf(const ImageAccount& account, const ImageAccount& versus);

/// One table a section; with `versus`, its numbers and the differences in further columns.
std::vector<ResultTable> tablesOf(const ImageAccount& account, const ImageAccount* versus = nullptr);

/// Places among the reference, the running sum of bits/dim, pixels, code lengths and ranks, each where there
/// is something to draw; with `versus` of both images.
ResultFigure figureOf(const ImageAccount& account, const ImageAccount* versus = nullptr);

/// The image, and the training images nearest to it; with `versus` a second row.
ResultImages imagesOf(const ImageAccount& account, const ImageAccount* versus = nullptr);

/// All of it.
ExperimentResult resultOf(const ImageAccount& account, const ImageAccount* versus = nullptr);

}  // namespace nescio
