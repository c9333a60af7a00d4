#include "app/session/run_paths.h"

#include <algorithm>

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include "core/files/output_place.h"
#include "widgets/qt_text.h"

namespace nescio {

QString runsFolder() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
        .filePath(QStringLiteral("runs"));
}

QString proposedRunPath(const RunSpec& spec, const std::string& setId) {
    QStringList parts{toQt(spec.model)};
    if (spec.members > 1) parts.prepend(QStringLiteral("%1x").arg(spec.members));
    if (spec.trainOptions.contains("mutation") && realOption(spec.trainOptions, "mutation") > 0)
        parts << QStringLiteral("background");
    if (!spec.preset.empty()) parts << toQt(spec.preset);
    parts << toQt(setId) << QStringLiteral("seed%1").arg(spec.seed)
          << QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    static const QRegularExpression odd(QStringLiteral("[^A-Za-z0-9._-]+"));
    const QString name = parts.join(QLatin1Char('-')).replace(odd, QStringLiteral("-"));
    return QDir(runsFolder()).filePath(name + QStringLiteral(".h5"));
}

std::string listedPath(const std::string& path, const std::vector<std::string>& listed) {
    const auto found = std::find_if(listed.begin(), listed.end(),
                                    [&](const std::string& other) { return sameFile(path, other); });
    return found == listed.end() ? path : *found;
}

}  // namespace nescio
