// Where images come from: a file or folder, and which of the image sets in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/values/shape.h"

namespace nescio {

/// "faces.npz::x_train": the part x_train of faces.npz. Without a part: the only one there is.
struct Address {
    std::filesystem::path path;
    std::string part;
};

/// What divides path and part in text.
inline constexpr const char* kPartMark = "::";

/// A text that names an existing path is that path, whatever marks it has in it.
Address parseAddress(const std::string& text);

std::string toText(const Address& address);

/// One of the image sets that a source holds.
struct SourcePart {
    std::string name;         ///< to be given behind the mark; empty: the source is one set
    ImageShape shape = {};    ///< zero where it is known only by reading
    std::int64_t count = -1;  ///< -1: known only by reading
    std::string title = {};   ///< for people; empty: the name
};

/// "x_train (60,000 of 28×28)".
std::string toText(const SourcePart& part);

}  // namespace nescio
