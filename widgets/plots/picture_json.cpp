#include "widgets/plots/picture_json.h"

#include <fmt/format.h>

#include "core/values/failure.h"
#include "widgets/qt_text.h"

namespace nescio {

QJsonObject jsonOf(const Image& image) {
    const QByteArray bytes(reinterpret_cast<const char*>(image.bytes.data()),
                           static_cast<qsizetype>(image.bytes.size()));
    return {{QStringLiteral("channels"), image.shape.channels},
            {QStringLiteral("height"), image.shape.height},
            {QStringLiteral("width"), image.shape.width},
            {QStringLiteral("bytes"), QString::fromLatin1(bytes.toBase64())},
            {QStringLiteral("source"), toQt(image.source)}};
}

Image imageFrom(const QJsonObject& json) {
    Image image;
    image.shape = {json[QStringLiteral("channels")].toInt(), json[QStringLiteral("height")].toInt(),
                   json[QStringLiteral("width")].toInt()};
    const auto bytes = QByteArray::fromBase64(json[QStringLiteral("bytes")].toString().toLatin1());
    if (image.shape.channels < 0 || image.shape.height < 0 || image.shape.width < 0 ||
        bytes.size() != image.shape.dims())
        throw Error(fmt::format("expected the {} bytes of an image in the figure, found {}",
                                image.shape.dims(), bytes.size()));
    image.bytes.assign(bytes.begin(), bytes.end());
    image.source = toStd(json[QStringLiteral("source")].toString());
    return image;
}

QJsonArray jsonOf(const std::vector<std::string>& texts) {
    QJsonArray array;
    for (const auto& text : texts) array.append(toQt(text));
    return array;
}

std::vector<std::string> stringsFrom(const QJsonValue& json) {
    std::vector<std::string> texts;
    for (const auto& text : json.toArray()) texts.push_back(toStd(text.toString()));
    return texts;
}

}  // namespace nescio
