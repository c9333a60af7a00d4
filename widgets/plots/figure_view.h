// Which part of a figure is shown: the arithmetic of zooming and panning, without a widget.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "widgets/plots/figure.h"

namespace nescio {

/// The panels that share the x axis of `panel`, itself among them, from top to bottom.
std::vector<int> linkedPanels(const Figure& figure, int panel);

/// What part of the axes of each panel is shown. Linked panels share x.
class FigureView {
  public:
    bool operator==(const FigureView&) const = default;

    /// The part of a panel that is shown; none: all of it. Of linked panels the topmost has x.
    [[nodiscard]] std::optional<Span> x(int panel = 0) const { return at(m_x, panel); }
    [[nodiscard]] std::optional<Span> y(int panel = 0) const { return at(m_y, panel); }

    /// The figure with this part of it on its axes.
    [[nodiscard]] Figure of(Figure full) const;
    /// Shows a span of a panel, moved and cut to stay within the full figure; nothing is drawn out there.
    /// Spans too short to be told apart in double precision are refused, and so are parts of cells.
    void show(const Figure& full, int panel, Qt::Orientation along, const Span& span);

  private:
    using Spans = std::map<int, Span>;
    static std::optional<Span> at(const Spans& spans, int panel);

    Spans m_x, m_y;
};

}  // namespace nescio
