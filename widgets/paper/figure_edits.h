// What a person changes of a figure before it goes to print: a look that all figures of a paper share, and
// what is this figure's own.
#pragma once

#include <map>
#include <optional>

#include <QColor>
#include <QString>

#include "widgets/plots/figure.h"
#include "widgets/plots/figure_style.h"

namespace nescio {

enum class PanelLetters { None, Plain, Brackets, Capitals };  ///< a · (a) · A

/// What the figures of a paper have in common; shared as a file.
struct FigureLook {
    PaperStyle paper;
    bool title = true;   ///< of the figure
    bool note = true;    ///< how the numbers came about
    bool counts = true;  ///< "n = …" in the legend
    bool footer = true;  ///< sentences under the axes
    bool marks = true;   ///< single images
    bool legend = true;
    LegendPlace legendPlace = LegendPlace::Automatic;
    PanelLetters letters = PanelLetters::None;
    bool operator==(const FigureLook&) const = default;
};

/// An axis shown otherwise.
struct AxisEdit {
    std::optional<double> low, high;  ///< in the data's own numbers, on a logarithmic axis too
    bool logarithmic = false;         ///< what is not above zero is not drawn
    bool operator==(const AxisEdit&) const = default;
};

/// What a legend names, drawn otherwise.
struct SeriesEdit {
    QColor colour;  ///< invalid: as it is
    std::optional<Qt::PenStyle> dash;
    bool operator==(const SeriesEdit&) const = default;
};

/// What is changed of one figure.
struct FigureEdits {
    std::map<QString, QString> words;      ///< as drawn → as wanted
    std::map<QString, SeriesEdit> series;  ///< by the words of the legend, as drawn
    std::map<int, AxisEdit> x, y;          ///< by panel
    int bins = 0;                          ///< of histograms that carry their values; 0: as they are
    bool operator==(const FigureEdits&) const = default;
};

/// The figure with both applied.
Figure edited(Figure figure, const FigureLook& look, const FigureEdits& edits);

/// All words of a figure that can be edited, each once: title, titles of panels and axes, legend.
QStringList wordsIn(const Figure& figure);
/// All entries of its legends, each once.
std::vector<LegendEntry> legendIn(const Figure& figure);

}  // namespace nescio
