// Colour, dash and shape of each series of a result: by the slot of its set, else by role. A series that
// appears in several panels looks the same in all of them.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <QString>

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

/// The look of the set that has a slot.
SeriesLook lookOf(int slot, const Theme& theme);

/// "MNIST test" and "n = 500 of 10 000" of a label that says both; all of it and nothing of another.
std::pair<QString, QString> setAndCount(const std::string& label);

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
