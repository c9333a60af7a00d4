// Words as LaTeX prints them.
#pragma once

#include <QString>

namespace nescio {

/// What LaTeX would take for commands is spelled, symbols and Greek letters are its own; letters of other
/// scripts are left to engines that know them.
QString latexText(const QString& text);

}  // namespace nescio
