// Which part of a figure is shown: the arithmetic of zooming and panning, without a widget.
#pragma once

#include <array>
#include <optional>

#include "widgets/plots/figure.h"

namespace nescio {

/// What part of the axes is shown; empty spans show everything. All panels share x.
struct FigureView {
    std::optional<Span> x;
    std::array<std::optional<Span>, 2> y;  ///< per panel

    bool operator==(const FigureView&) const = default;

    /// The figure with this part of it on its axes.
    [[nodiscard]] Figure of(Figure full) const;
    /// Shows a span of a panel, moved and cut to stay within the full figure; nothing is drawn out there.
    /// Spans too short to be told apart in double precision are refused.
    void show(const Figure& full, int panel, Qt::Orientation along, const Span& span);
};

}  // namespace nescio
