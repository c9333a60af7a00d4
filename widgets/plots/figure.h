// A figure as plain values: panels with axes, curves, bars, dots, cells and marks, and the words around them.
// Plots turn their data into one of these; painting it is the same for all of them, on screen and on paper.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QColor>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QStringList>

namespace nescio {

class PanelPicture;

/// A closed interval of an axis.
struct Span {
    double low = 0;
    double high = 1;
    [[nodiscard]] double length() const { return high - low; }
    bool operator==(const Span&) const = default;
};

struct Tick {
    double value = 0;
    QString text;
    bool bold = false;
};

/// An axis.   Requires: range.low < range.high.
struct Axis {
    QString title;     ///< with its unit
    QString lowHint;   ///< said at the low end, e.g. "← more likely"
    QString highHint;  ///< said at the high end
    Span range;
    std::vector<Tick> categories;  ///< named positions instead of numbers
    bool grid = false;
    bool logarithmic = false;  ///< range and data are powers of ten: 2 stands for 100
};

/// The values whose bins an outline shows, so that a person can have other bins.
struct BinnedValues {
    std::vector<double> values;  ///< finite
    double of = 0;               ///< how many are the whole: the outline holds values.size() / of
};

/// A line through points; a point that is not finite breaks it.
struct Curve {
    std::vector<QPointF> points;  ///< ascending x
    QColor colour;
    Qt::PenStyle dash = Qt::SolidLine;
    double width = 1;                                 ///< in line widths of the style
    QColor fill;                                      ///< filled down to the axis where valid
    std::shared_ptr<const BinnedValues> binned = {};  ///< of a histogram for print; else null
};

/// A rectangle in data coordinates with a word beside it.
struct Bar {
    QRectF span;
    QColor colour;
    QString text;
    bool textLeft = false;  ///< the word stands left of the bar: for bars that point left
    bool bold = false;
};

/// The area between two lines over the same x; broken where either is not finite.
struct Band {
    std::vector<QPointF> upper, lower;  ///< ascending x, of one length
    QColor fill;
    std::shared_ptr<const BinnedValues> binned = {};  ///< of a part of a histogram for print; else null
};

enum class DotShape { Circle, Square, Diamond, Triangle };

/// Points without a line between them. Many are drawn small and translucent, so that crowds read as crowds.
struct Dots {
    std::vector<QPointF> points;
    QColor colour;
    DotShape shape = DotShape::Circle;
};

/// A vertical line, over the whole height where `y` is not given.
struct Mark {
    double x = 0;
    std::optional<Span> y;
    QColor colour;
    double width = 1;    ///< in line widths of the style
    QString label = {};  ///< written beside the top of the line
};

/// Numbers in cells on a diverging scale. Column c spans c to c + 1 along x; row 0 is the topmost.
struct CellMap {
    int rows = 0;
    int columns = 0;
    std::vector<double> values;  ///< row by row; what is not finite gets a cell without colour
    double middle = 0;           ///< the value of the neutral colour
    double reach = 1;            ///< distance from the middle that has the strongest colour

    /// So many cells that they are a picture: square, without gaps, and few of them named.
    [[nodiscard]] bool isPicture() const { return rows > 24 && columns > 24; }
};

/// A row of the legend; the swatch repeats line, fill or dot of what it names.
struct LegendEntry {
    QString text;
    QString count = {};  ///< "n = 1 000 of 20 000", behind the text
    QColor colour;
    Qt::PenStyle dash = Qt::SolidLine;
    QColor fill;
    bool dot = false;
    bool upright = false;  ///< a short vertical line: what the marks are
    DotShape shape = DotShape::Circle;
    [[nodiscard]] QString words() const {
        return count.isEmpty() ? text : text + QStringLiteral("   ") + count;
    }
    bool operator==(const LegendEntry&) const = default;
};

/// Where the legend of a panel goes. Automatic: a free corner, else above the plot.
enum class LegendPlace { Automatic, TopRight, TopLeft, BottomRight, BottomLeft, Above };

/// One pair of axes and what is drawn on it.
struct Panel {
    QString title = {};  ///< over the axes, where a figure has several
    Axis x, y;
    std::vector<Band> bands;
    std::vector<Curve> curves;
    std::vector<Bar> bars;
    std::vector<Dots> dots;
    std::vector<Mark> marks;
    std::optional<CellMap> cells;  ///< instead of all of these
    std::vector<LegendEntry> legend;
    double share = 1;                                  ///< of the height, relative to the other panels
    std::shared_ptr<const PanelPicture> picture = {};  ///< instead of axes and all that
    QString instead = {};  ///< words in place of axes and all that: why there is nothing
    LegendPlace legendPlace = LegendPlace::Automatic;
    bool growsForLegend = false;  ///< the top of y may rise to give the legend a free corner
    bool namesX = true;  ///< false: linked with the panel below, which has the same x axis and names it
};

/// Everything that is drawn.
struct Figure {
    QString title;
    QString note;                     ///< how the numbers came about, beside the title
    int columns = 1;                  ///< panels side by side, row by row
    std::vector<LegendEntry> legend;  ///< of all panels together, above them
    std::vector<Panel> panels;
    QStringList footer;  ///< sentences under the axes
};

}  // namespace nescio
