// Words as LaTeX prints them.
#pragma once

#include <string>

namespace nescio {

/// What LaTeX would take for commands is spelled, symbols and Greek letters are its own; letters of other
/// scripts are left to engines that know them.   Requires: UTF-8.
std::string latexText(const std::string& text);

}  // namespace nescio
