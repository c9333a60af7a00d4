// Colour, dash and shape of each series of a result: by role, and within a role by order. A series that
// appears in several panels looks the same in all of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "core/values/result_figure.h"
#include "widgets/plots/figure.h"
#include "widgets/theme.h"

namespace nescio {

/// How a series is drawn.
struct SeriesLook {
    QColor colour;
    Qt::PenStyle dash = Qt::SolidLine;
    DotShape shape = DotShape::Circle;
};

/// The place of a series among the sets of its role, which its colour and dash go by: that of its set where
/// it is told, else by order in the figure.
template <class Series>
int slotIn(const std::vector<Series>& all, std::size_t at) {
    if (all[at].slot >= 0) return all[at].slot;
    return static_cast<int>(std::count_if(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at),
                                          [&](const Series& other) { return other.role == all[at].role; }));
}

/// The looks of all series of one figure.
class SeriesLooks {
  public:
    SeriesLooks(const ResultFigure& figure, const Theme& theme);

    [[nodiscard]] SeriesLook of(std::size_t panel, std::size_t series) const {
        return m_looks[panel][series];
    }
    /// Whether panels repeat series, so that one legend serves all.
    [[nodiscard]] bool areShared() const { return m_shared; }

  private:
    std::vector<std::vector<SeriesLook>> m_looks;
    bool m_shared = false;
};

}  // namespace nescio
