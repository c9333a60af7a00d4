#include "core/values/result_figure.h"

#include <algorithm>

#include "core/values/failure.h"

namespace nescio {
namespace {

bool isOther(const std::string& setId, const std::string& fingerprint, const SetFingerprints& sets) {
    const auto now = sets.find(setId);
    return now != sets.end() && (now->second.empty() || now->second != fingerprint);
}

}  // namespace

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

ImagePlace placeOf(const ImageSet& set, std::int64_t index) {
    return set.fingerprint.empty() ? ImagePlace() : ImagePlace{set.id, index, set.fingerprint};
}

void useSlots(ResultFigure& figure, const SetSlots& slots) {
    for (auto& panel : figure.panels) useSlots(panel.series, slots);
}

void forgetOtherImages(ResultFigure& figure, const SetFingerprints& sets) {
    for (auto& panel : figure.panels)
        for (auto& series : panel.series) {
            const auto other = [&](const auto& order) {
                return isOther(order->column().setId, order->column().key->set, sets);
            };
            if (series.images && std::any_of(series.images->sets.begin(), series.images->sets.end(), other))
                series.images.reset();
        }
}

void forgetOtherImages(ResultImages& sheet, const SetFingerprints& sets) {
    for (auto& place : sheet.places)
        if (isOther(place.setId, place.fingerprint, sets)) place = {};
}

}  // namespace nescio
