#include "widgets/plots/panel_picture.h"

#include "core/values/failure.h"
#include "widgets/plots/per_pixel_picture.h"
#include "widgets/plots/sample_picture.h"
#include "widgets/qt_text.h"

namespace nescio {

std::shared_ptr<const PanelPicture> pictureFromJson(const QString& id, const QJsonObject& json) {
    if (id == SamplePicture().id()) return SamplePicture::fromJson(json);
    if (id == PerPixelPicture().id()) return PerPixelPicture::fromJson(json);
    throw Error("expected samples or per_pixel for the pictures of the figure, found “" + toStd(id) + "”");
}

}  // namespace nescio
