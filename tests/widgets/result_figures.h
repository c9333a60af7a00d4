// Figures as experiments make them, small enough to know by heart, and the paper they are drawn on.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "widgets/plots/result_drawing.h"

namespace nescio::tests {

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

inline ResultSeries lineOf(const std::string& label, SetRole role, std::vector<double> y) {
    ResultSeries series{.label = label, .role = role, .x = {}, .y = std::move(y)};
    for (std::size_t i = 0; i < series.y.size(); ++i) series.x.push_back(static_cast<double>(i));
    return series;
}

inline ResultSeries stepsOf(const std::string& label, SetRole role, const std::vector<double>& y) {
    ResultSeries series = lineOf(label, role, y);
    series.style = SeriesStyle::Steps;
    series.x.push_back(static_cast<double>(y.size()));
    return series;
}

inline ResultFigure figureOf(std::vector<ResultPanel> panels, int columns = 1) {
    return {
        .id = "trial", .title = "A title", .note = "a note", .columns = columns, .panels = std::move(panels)};
}

/// Two panels a row with the same two sets in each.
inline ResultFigure gridOf(int rows) {
    ResultFigure figure = figureOf({}, 2);
    for (int i = 0; i < 2 * rows; ++i)
        figure.panels.push_back({.title = "panel " + std::to_string(i),
                                 .xTitle = "nats " + std::to_string(i / 2),
                                 .yTitle = "density",
                                 .series = {stepsOf("seen", SetRole::Test, {1, 3, 2}),
                                            stepsOf("unseen", SetRole::OutOfDistribution, {2, 1, 4.0 + i})}});
    return figure;
}

inline FigureStyle paper() {
    return FigureStyle::paper(Theme::light());
}

}  // namespace nescio::tests
