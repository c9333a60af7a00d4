// Sets of images by two of their columns: the histogram of one, and one against the other.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/values/cloud_data.h"
#include "core/values/plot_data.h"
#include "core/views/columns_of_set.h"
#include "core/views/likelihood_figure.h"

namespace nescio {

/// What is asked, frozen on the GUI thread.
struct ExploreRequest {
    std::string title;  ///< of the run
    std::string run;    ///< its file, for columns beside the terms; "": none
    std::vector<FigureSet> sets;
    NamedColumn x, y;
};

/// What is drawn.
struct Explored {
    HistogramData histogram;  ///< of x
    CloudData cloud;          ///< y against x
    std::string missing;      ///< which sets lack a column, one sentence; "" where none does
};

/// Sets that lack one of the columns are left out and named.   Throws: RunFileError.   Thread: a lane.
Explored explored(const ExploreRequest& request);

}  // namespace nescio
