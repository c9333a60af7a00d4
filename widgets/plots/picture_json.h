// Images as JSON, for figures that carry what they show.
#pragma once

#include <string>
#include <vector>

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include "core/values/image.h"

namespace nescio {

/// Shape, bytes (base64) and source, without the folders of a path.
QJsonObject jsonOf(const Image& image);
/// Throws: Error where the bytes are not as many as the shape says.
Image imageFrom(const QJsonObject& json);

QJsonArray jsonOf(const std::vector<std::string>& texts);
std::vector<std::string> stringsFrom(const QJsonValue& json);

}  // namespace nescio
