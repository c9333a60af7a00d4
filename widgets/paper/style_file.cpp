#include "widgets/paper/style_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>

#include "core/files/whole_file.h"
#include "core/values/failure.h"
#include "widgets/paper/figure_recipe.h"

namespace nescio {
namespace {

constexpr qint64 kLargestStyle = 1 << 20;
const auto kFormatKey = QLatin1String("nescio_style");
const auto kEnding = QLatin1String(".json");

}  // namespace

FigureLook readStyle(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw Error(path.toStdString() + ": cannot be read: " + file.errorString().toStdString());
    const QJsonObject json = QJsonDocument::fromJson(file.read(kLargestStyle)).object();
    if (json[kFormatKey].toInt() != 1)
        throw Error(path.toStdString() + ": expected a style of figures, as “Save style” writes it");
    try {
        return lookFrom(json);
    } catch (const Error& error) {
        throw Error(path.toStdString() + ": " + error.what());
    }
}

void writeStyle(const FigureLook& look, const QString& path) {
    QJsonObject json = jsonOf(look);
    json[kFormatKey] = 1;
    const QByteArray text = QJsonDocument(json).toJson();
    QDir().mkpath(QFileInfo(path).path());
    writeWholeFile(path.toStdString(), {text.constData(), static_cast<std::size_t>(text.size())});
}

QString stylesFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/styles");
}

QStringList styleNames() {
    QStringList names;
    const auto files = QDir(stylesFolder()).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& file : files) names << QFileInfo(file).completeBaseName();
    return names;
}

QString styleFile(const QString& name) {
    if (name.trimmed().isEmpty() || name.startsWith(QLatin1Char('.')) || name.contains(QLatin1Char('/')))
        throw Error("expected a name for the style without a slash and not beginning with a dot, found “" +
                    name.toStdString() + "”");
    return stylesFolder() + QLatin1Char('/') + name.trimmed() + kEnding;
}

}  // namespace nescio
