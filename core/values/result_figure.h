// The figures of an experiment as plain values: what is drawn, not how. The run file stores them, the window
// and the report draw them, and none of them knows which experiment made them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/values/image.h"
#include "core/values/series_images.h"
#include "core/values/set_slots.h"

namespace nescio {

enum class SeriesStyle { Line, Steps, Dots };
std::string toId(SeriesStyle style);
/// Throws: RunFileError naming the id.
SeriesStyle seriesStyleFromId(const std::string& id);

/// The images behind a histogram.
struct SeriesCounts {
    std::int64_t n = 0;
    std::int64_t available = 0;  ///< images the set has; 0: not told
    std::int64_t notFinite = 0, outside = 0;
    double mean = 0;  ///< over finite values
    bool operator==(const SeriesCounts&) const = default;
};

/// Values drawn in one colour.
/// Shapes: y has as many values as x, but for Steps, where x has the edges: one more.
struct ResultSeries {
    std::string label;  ///< with n of N where it stands for images
    SetRole role = SetRole::Other;
    SeriesStyle style = SeriesStyle::Line;
    std::vector<double> x, y;
    std::vector<double> low = {}, high = {};  ///< a band around y, of its length; empty: none
    int slot = -1;  ///< its set's (SlotBook); negative: by role and order in the figure
    std::optional<SeriesCounts> counts = {};  ///< of Steps; absent where nobody counted
    std::optional<SeriesImages> images = {};  ///< absent where the values are not of images that can be found
    bool operator==(const ResultSeries&) const = default;
};

/// A vertical line that means something, e.g. the step at which one set overtakes another.
struct ResultMark {
    double x = 0;
    std::string label;
    bool operator==(const ResultMark&) const = default;
};

/// Numbers in cells, rows times columns.
struct ResultMatrix {
    std::vector<std::string> rows, columns;
    std::vector<double> values;  ///< row by row; NaN: there is none
    std::vector<std::string> figures =
        {};             ///< a cell opens the figure with this id; "" none; or empty at all
    double middle = 0;  ///< the value of the neutral colour
    double reach = 1;   ///< distance from the middle that has the strongest colour
    bool operator==(const ResultMatrix&) const = default;
};

/// One pair of axes; a matrix instead of series where it has one.
struct ResultPanel {
    std::string title;
    std::string xTitle, yTitle;  ///< with units
    std::vector<ResultSeries> series = {};
    std::vector<ResultMark> marks = {};
    std::optional<ResultMatrix> matrix = {};
    bool operator==(const ResultPanel&) const = default;
};

/// Panels row by row.
struct ResultFigure {
    std::string id;  ///< lower_snake, unique within its result
    std::string title;
    std::string note;  ///< how the numbers came about: tightness, draws, n
    int columns = 1;   ///< panels side by side
    std::vector<ResultPanel> panels;
    bool operator==(const ResultFigure&) const = default;
};

/// Where a shown image can be found.
struct ImagePlace {
    std::string setId;  ///< "": it is of no set
    std::int64_t index = 0;
    std::string fingerprint = {};  ///< of the set it was taken from
    bool operator==(const ImagePlace&) const = default;
};

/// The place of an image in a set; of none where the set has no fingerprint, by which it is found again.
ImagePlace placeOf(const ImageSet& set, std::int64_t index);

/// Images with words under them, in rows that have a title each.
struct ResultImages {
    std::string id;  ///< lower_snake, unique within its result, figures included
    std::string title;
    std::vector<std::string> rows;  ///< titles
    std::size_t perRow = 0;
    std::vector<Image> images;            ///< rows.size() * perRow, or fewer in the last row
    std::vector<std::string> captions;    ///< one an image
    std::vector<ImagePlace> places = {};  ///< one an image; empty where all are of no set
};

/// Gives every series whose words mean a set that set's slot.
void useSlots(ResultFigure& figure, const SetSlots& slots);

/// What the sets at hand are, by id; "" where nobody knows.
using SetFingerprints = std::map<std::string, std::string>;

/// Forgets the images of sets that are other ones now, under the same id, or that nobody can tell from them:
/// a figure must not show the wrong ones.
void forgetOtherImages(ResultFigure& figure, const SetFingerprints& sets);
void forgetOtherImages(ResultImages& sheet, const SetFingerprints& sets);

}  // namespace nescio
