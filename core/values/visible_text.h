// Text from anywhere on its way to a terminal: names of files, titles and labels may hold what a terminal
// obeys.
#pragma once

#include <string>
#include <string_view>

namespace nescio {

enum class LineEnds {
    Kept,    ///< of a table or a paragraph
    Escaped  ///< of a sentence, where they are part of a name
};

/// The same text with all that moves a cursor, colours, turns the direction of writing, or is no UTF-8
/// written out: "\u001b" (as in JSON) for ESC, "\xff" for a stray byte. Tabs stay.
std::string visibleText(std::string_view text, LineEnds lineEnds = LineEnds::Kept);

}  // namespace nescio
