// Looks of figures under a name: as files, to be shared, and in a folder of the user's own.
#pragma once

#include <QString>
#include <QStringList>

#include "widgets/paper/figure_edits.h"

namespace nescio {

/// Throws: Error naming the file and what was expected.
FigureLook readStyle(const QString& path);
/// Written whole or not at all.   Throws: Error naming the file.
void writeStyle(const FigureLook& look, const QString& path);

/// Where styles are kept by name; it need not exist.
QString stylesFolder();
/// The names in there, sorted.
QStringList styleNames();
/// The file of a name.   Throws: Error where a file cannot have that name.
QString styleFile(const QString& name);

}  // namespace nescio
