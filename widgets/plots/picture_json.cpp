#include "widgets/plots/picture_json.h"

#include <fmt/format.h>

#include "core/values/failure.h"
#include "widgets/qt_text.h"

namespace nescio {
namespace {

constexpr int kLongestSide = 1 << 16;

/// Of a path its name alone: folders say whose figure it is.
QString sourceOf(const std::string& source) {
    const QString words = toQt(source);
    return words.mid(words.lastIndexOf(QLatin1Char('/')) + 1);
}

}  // namespace

QJsonObject jsonOf(const Image& image) {
    const QByteArray bytes(reinterpret_cast<const char*>(image.bytes.data()),
                           static_cast<qsizetype>(image.bytes.size()));
    return {{QStringLiteral("channels"), image.shape.channels},
            {QStringLiteral("height"), image.shape.height},
            {QStringLiteral("width"), image.shape.width},
            {QStringLiteral("bytes"), QString::fromLatin1(bytes.toBase64())},
            {QStringLiteral("source"), sourceOf(image.source)}};
}

Image imageFrom(const QJsonObject& json) {
    Image image;
    image.shape = {json[QStringLiteral("channels")].toInt(), json[QStringLiteral("height")].toInt(),
                   json[QStringLiteral("width")].toInt()};
    const auto bytes = QByteArray::fromBase64(json[QStringLiteral("bytes")].toString().toLatin1());
    const auto isLength = [](int length) { return length >= 0 && length <= kLongestSide; };
    if (!isLength(image.shape.channels) || !isLength(image.shape.height) || !isLength(image.shape.width))
        throw Error(fmt::format("expected images of at most {} pixels a side in the figure, found {}×{}×{}",
                                kLongestSide, image.shape.channels, image.shape.height, image.shape.width));
    if (bytes.size() != image.shape.dims())
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
