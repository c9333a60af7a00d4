// The one bridge between the engine's UTF-8 strings and Qt's.
#pragma once

#include <string>

#include <QString>

namespace nescio {

inline QString toQt(const std::string& text) {
    return QString::fromStdString(text);
}
inline std::string toStd(const QString& text) {
    return text.toStdString();
}

}  // namespace nescio
