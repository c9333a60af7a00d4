#include "core/values/result_figure.h"

#include "core/values/failure.h"

namespace nescio {

std::string toId(SeriesStyle style) {
    switch (style) {
        case SeriesStyle::Line:
            return "line";
        case SeriesStyle::Steps:
            return "steps";
        case SeriesStyle::Dots:
            return "dots";
    }
    return "line";
}

SeriesStyle seriesStyleFromId(const std::string& id) {
    for (const auto style : {SeriesStyle::Line, SeriesStyle::Steps, SeriesStyle::Dots})
        if (toId(style) == id) return style;
    throw RunFileError("series: expected line, steps or dots, found “" + id + "”");
}

void useSlots(ResultFigure& figure, const SetSlots& slots) {
    for (auto& panel : figure.panels) useSlots(panel.series, slots);
}

}  // namespace nescio
