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
    for (auto& panel : figure.panels)
        for (auto& series : panel.series) {
            std::size_t longest = 0;
            for (const auto& [title, slot] : slots) {
                const auto& label = series.label;
                // "MNIST test, n = 512" begins with "MNIST test", and not with "MNIST te".
                const bool begins =
                    label.starts_with(title) && (label.size() == title.size() || label[title.size()] == ',');
                if (begins && title.size() >= longest) longest = title.size(), series.slot = slot;
            }
        }
}

}  // namespace nescio
